#!/usr/bin/env bash
# TLS, client certificates and basic authentication, with the tools that people use: promtool accepts the file, a real
# Prometheus scrapes with its own tls_config and basic_auth, others are refused, renewed certificates and changed users hold
# at once. Needs promtool, prometheus, openssl, perl, curl.
#   check-web-config.sh [JAR]
set -euo pipefail
jar=$(readlink -f "${1:-target/mlops-exporter.jar}")
work=$(mktemp -d)
cleanup() { kill $(jobs -p) 2>/dev/null || true; wait 2>/dev/null || true; rm -rf "$work"; }
trap cleanup EXIT
cd "$work"
fail() { echo "FAILED: $*" >&2; cat exporter.log >&2 || true; exit 1; }

authority() { openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj "/CN=$1" -keyout "$1.key" -out "$1.crt" 2>/dev/null; }
signed() { # NAME AUTHORITY SAN
    openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj "/CN=$1" -keyout "$1.key" -out "$1.csr" 2>/dev/null
    openssl x509 -req -in "$1.csr" -CA "$2.crt" -CAkey "$2.key" -CAcreateserial -days 2 -extfile <(echo "subjectAltName=$3") -out "$1.crt" 2>/dev/null
}
authority servers; authority clients; authority strangers
signed server servers IP:127.0.0.1
signed prometheus clients DNS:prometheus.example
signed stranger strangers DNS:stranger.example
# the system's own bcrypt, not ours
hash() { perl -e 'print crypt($ARGV[0], q($2b$10$abcdefghijklmnopqrstuu))' "$1"; }

cat >web.yml <<EOF
tls_server_config:
  cert_file: server.crt
  key_file: server.key
  client_auth_type: RequireAndVerifyClientCert
  client_ca_file: clients.crt
  min_version: TLS12
http_server_config:
  headers: {Strict-Transport-Security: max-age=31536000}
basic_auth_users:
  prometheus: $(hash 'a password')
EOF
promtool check web-config web.yml
# nothing answers there: what is served is what this is about
# below the ports that connections are given: none of them takes it meanwhile
free_port() {
    python3 -c 'import random, socket
while True:
    port = random.randrange(20000, 32000)
    with socket.socket() as one:
        try:
            one.bind(("127.0.0.1", port))
        except OSError:
            continue
    print(port)
    break'
}
port=$(free_port)
printf x >token
cat >exporter.yml <<EOF
server: {listen: "127.0.0.1:$port", web_config_file: web.yml}
store: {url: "jdbc:sqlite:$work/events.db"}
github: [{api_url: "http://127.0.0.1:1", token_file: token, organizations: [acme]}]
EOF
java -jar "$jar" run --config exporter.yml >exporter.log 2>&1 &

ask() { curl -s -o /dev/null -w '%{http_code}' --cacert servers.crt "$@" || true; }
url=https://127.0.0.1:$port
for _ in $(seq 120); do
    [ "$(ask --cert prometheus.crt --key prometheus.key $url/-/healthy)" = 200 ] && break
    sleep 0.5
done
expect() { [ "$1" = "$2" ] || fail "$3: expected $1, was $2"; echo "ok: $3"; }
expect 200 "$(ask --cert prometheus.crt --key prometheus.key $url/-/healthy)" "a probe needs no password"
expect 401 "$(ask --cert prometheus.crt --key prometheus.key $url/metrics)" "no password"
expect 401 "$(ask --cert prometheus.crt --key prometheus.key -u 'prometheus:wrong' $url/metrics)" "a wrong password"
expect 200 "$(ask --cert prometheus.crt --key prometheus.key -u 'prometheus:a password' $url/metrics)" "the right password"
expect 000 "$(ask -u 'prometheus:a password' $url/metrics)" "no client certificate"
expect 000 "$(ask --cert stranger.crt --key stranger.key -u 'prometheus:a password' $url/metrics)" "a client certificate of strangers"
expect 000 "$(ask --cert prometheus.crt --key prometheus.key --tls-max 1.1 $url/-/healthy)" "TLS 1.1"
expect 000 "$(curl -s -o /dev/null -w '%{http_code}' "http://127.0.0.1:$port/-/healthy" || true)" "plain HTTP"

printf 'a password' >password
cat >prometheus.yml <<EOF
global: {scrape_interval: 1s}
scrape_configs:
  - job_name: mlops-exporter
    scheme: https
    static_configs: [{targets: ["127.0.0.1:$port"]}]
    tls_config: {ca_file: servers.crt, cert_file: prometheus.crt, key_file: prometheus.key}
    basic_auth: {username: prometheus, password_file: password}
EOF
prom=$(free_port)
prometheus --config.file=prometheus.yml --storage.tsdb.path="$work/tsdb" --web.listen-address="127.0.0.1:$prom" >prometheus.log 2>&1 &
query() { curl -s "http://127.0.0.1:$prom/api/v1/query" --data-urlencode "query=$1"; }
for _ in $(seq 60); do
    query 'mlops_exporter_build_info' | grep -q '"version"' && break
    sleep 0.5
done
query 'mlops_exporter_build_info' | grep -q '"version"' || { cat prometheus.log >&2; fail "Prometheus could not scrape"; }
echo "ok: Prometheus scrapes with its own tls_config and basic_auth"

# with its own certificate: without one the server ends the connection, sooner or later than openssl has its answer
serial() { openssl s_client -connect 127.0.0.1:$port -cert prometheus.crt -key prometheus.key </dev/null 2>/dev/null | openssl x509 -noout -serial; }
before=$(serial) || fail "no certificate was shown"
signed server2 servers IP:127.0.0.1
cp server2.key server.key; cp server2.crt server.crt
after=$(serial) || fail "no renewed certificate was shown"
[ "$before" != "$after" ] || fail "the renewed certificate is not in use"
echo "ok: a renewed certificate is in use at once"
sed -i "s|^  prometheus: .*|  prometheus: $(hash other)|" web.yml
expect 401 "$(ask --cert prometheus.crt --key prometheus.key -u 'prometheus:a password' $url/metrics)" "the former password"
expect 200 "$(ask --cert prometheus.crt --key prometheus.key -u 'prometheus:other' $url/metrics)" "the new password"
echo "basic_auth_user: {}" >>web.yml
expect 200 "$(ask --cert prometheus.crt --key prometheus.key -u 'prometheus:other' $url/metrics)" "a bad file changes nothing"
grep -q "basic_auth_user" exporter.log || fail "the log does not say what is wrong"
echo "ok: the log says what is wrong"
