#!/bin/sh
# Lays out the file system of the image, one folder a layer, the one that changes least first:
#
#   OUT/libraries      the C library and what else the JVM links to: only for an image from scratch
#   OUT/runtime        /opt/java: a Java runtime with the modules that are used, by jlink
#   OUT/dependencies   /app/libs
#   OUT/application    /app: the exporter, its options, and an archive of loaded classes (AppCDS)
#
#   layout.sh OUT JAR LIBS [--with-libraries]
#
# The Java that runs it (JAVA_HOME) is the one that goes in. Files bear one date, so that a second build gives the same image.
set -eu
mkdir -p "$1"
out=$(cd "$1" && pwd) jar=$2 libs=$3
here=$(cd "$(dirname "$0")" && pwd)
java_home=${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")}
modules=java.base,java.logging,java.management,java.naming,java.security.jgss,java.sql,java.xml,jdk.charsets,jdk.crypto.ec,jdk.httpserver,jdk.management,jdk.random,jdk.unsupported
main=io.mlopsexporter.cli.Main

# the date that Jib gives: the JVM compares it with the one in the archive
dated() { find "$@" -exec touch -h -d '1970-01-01T00:00:01Z' {} +; }

# Jib's cache knows files by size and date, and would keep a layer in which all dates and sizes stay and the content does not.
rm -rf "${out:?}"/* "$out/../jib-cache"
mkdir -p "$out/libraries" "$out/runtime/opt" "$out/dependencies/app/libs" "$out/application/app/native" "$out/application/licenses" "$out/application/var/lib/mlops-exporter"
chmod 777 "$out/application/var/lib/mlops-exporter"

"$java_home/bin/jlink" --add-modules "$modules" --no-header-files --no-man-pages --output "$out/runtime/opt/java"
trust=$out/runtime/opt/java/lib/security/cacerts
if [ ! -s "$trust" ] || [ -h "$trust" ]; then
    rm -f "$trust"
    cp -L "$java_home/lib/security/cacerts" "$trust"
    chmod 644 "$trust"
fi
rm -rf "$out/runtime/opt/java/legal"

cp "$libs"/*.jar "$out/dependencies/app/libs/"
cp "$jar" "$out/application/app/mlops-exporter.jar"
cp "$here/../../../LICENSE" "$out/application/licenses/"

# SQLite's library stands ready: a JVM would unpack it into a folder for temporary files, from which nothing may be run everywhere
case $(uname -m) in aarch64 | arm64) arch=aarch64 ;; *) arch=x86_64 ;; esac
(cd "$out/application/app/native" && "$java_home/bin/jar" xf "$out/dependencies/app/libs/"sqlite-jdbc-*.jar "org/sqlite/native/Linux/$arch/libsqlitejdbc.so" \
    && mv "org/sqlite/native/Linux/$arch/libsqlitejdbc.so" . && rm -rf org && chmod 755 libsqlitejdbc.so)

classpath=mlops-exporter.jar
for each in "$out/dependencies/app/libs/"*.jar; do classpath=$classpath:libs/$(basename "$each"); done
# Paths are relative to /app, the working directory: the archive holds for them.
jvm=$here/../jvm/options
cat "$jvm" - >"$out/application/app/options" <<OPTIONS
-XX:SharedArchiveFile=mlops-exporter.jsa
-Xshare:auto
-Dorg.sqlite.lib.path=native
-cp
$classpath
$main
OPTIONS
dated "$out"

# The archive, of the classes in classes.lst: the list is kept, for two runs never load quite the same. What else would leave traces in it is held still:
# random addresses, the compiler's threads, collections of garbage, the JVM's timers, and the order in which its threads run, which one processor and a
# scheduler that lets each go on until it waits make the same each time. What comes out twice is taken.
stage=$out/stage
mkdir -p "$stage"
cp -a "$out/application/app" "$stage/app"
cp -a "$out/dependencies/app/libs" "$stage/app/libs"
fixed="setarch -R chrt -b 0 taskset -c $(taskset -pc $$ 2>/dev/null | sed 's/.*: *//; s/[-,].*//')"
if ! $fixed true 2>/dev/null; then
    fixed=
    echo "layout: without setarch, chrt and taskset two builds differ in their archives" >&2
fi
still="-Xint -Xrs -Xms1g -Xmx1g -Xmn800m -XX:MetaspaceSize=512m -XX:+UnlockDiagnosticVMOptions -XX:GuaranteedSafepointInterval=0 -XX:AsyncDeflationInterval=0"
archive() {
    (cd "$stage/app" && $fixed "$out/runtime/opt/java/bin/java" -Xshare:dump -XX:SharedClassListFile="$here/classes.lst" -XX:SharedArchiveFile="$stage/$1" \
        "@$jvm" $still -Xlog:disable -Xlog:all=error:stderr -cp "$classpath") || { echo "layout: no archive was made" >&2; exit 1; }
    sha256sum "$stage/$1" | cut -d' ' -f1
}
seen=" "
for try in 1 2 3 4 5 6; do
    sum=$(archive "$try.jsa")
    case $seen in *" $sum "*) break ;; esac
    [ -n "$fixed" ] || break
    seen="$seen$sum "
done
mv "$stage/$try.jsa" "$out/application/app/mlops-exporter.jsa"
chmod 644 "$out/application/app/mlops-exporter.jsa"
rm -rf "$stage"

if [ "${4:-}" = --with-libraries ]; then
    find "$out/runtime" "$out/application/app/native" -type f \( -name java -o -name '*.so' \) -exec ldd {} + 2>/dev/null \
        | sed -n 's/.* => \(\/[^ ]*\) .*/\1/p; s/^[[:space:]]*\(\/[^ ]*ld-linux[^ ]*\) .*/\1/p' | grep -v "^$out" | sort -u >"$out/needed"
    while read -r library; do
        mkdir -p "$out/libraries$(dirname "$library")"
        cp -L "$library" "$out/libraries$library"
    done <"$out/needed"
    rm "$out/needed"
    mkdir -p "$out/libraries/etc" "$out/libraries/tmp"
    echo 'nonroot:x:65532:65532:nonroot:/:/nologin' >"$out/libraries/etc/passwd"
    echo 'nonroot:x:65532:' >"$out/libraries/etc/group"
    chmod 777 "$out/libraries/tmp"
fi
dated "$out"
