"""Stands between the agent and a simulator, with TLS and under a host name of its own, and breaks what a network, a proxy or a clock breaks."""
import datetime, email.utils, http.client, http.server, json, os, random, re, socket, ssl, subprocess, threading, time

KINDS = ("dns", "refused", "tls-self-signed", "tls-expired", "tls-wrong-host", "clock-ahead", "clock-behind", "repeating-pages", "endless-pages")
# Of a source that has no simulator with faults of its own.
ANSWERS = ("500", "502-html", "503", "429-seconds", "429-date", "latency", "slow-body", "truncated", "dropped", "login-page", "garbage", "wrong-types", "empty", "one-in-two", "token")
PAGED = ("repeating-pages", "endless-pages")
SHIFT = {"clock-ahead": 3 * 3600, "clock-behind": -2 * 3600}
LOGIN = b"<!DOCTYPE html><html><head><title>Sign in</title></head><body><form action=/login></form></body></html>"


class Authority:
    """A certificate authority that the agent trusts, good and bad certificates for a host, and the file that host names are looked up in."""

    def __init__(self, folder, java):
        from cryptography import x509
        from cryptography.hazmat.primitives import hashes, serialization
        from cryptography.hazmat.primitives.asymmetric import ec
        self.folder, self.x509, self.hashes, self.serialization, self.ec = folder, x509, hashes, serialization, ec
        self.hosts, self.names, self.lock = os.path.join(folder, "hosts"), set(), threading.Lock()
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.certificate = self.sign("fault suite", None, self.key, self.key.public_key(), 2, authority=True)
        ca = os.path.join(folder, "ca.pem")
        self.write(ca, self.certificate.public_bytes(serialization.Encoding.PEM))
        self.trust = os.path.join(folder, "trust.p12")
        keytool = os.path.join(os.path.dirname(java), "keytool") if os.path.dirname(java) else "keytool"
        subprocess.run([keytool, "-importcert", "-noprompt", "-alias", "ca", "-file", ca, "-keystore", self.trust, "-storetype", "PKCS12", "-storepass", "changeit"], check=True, capture_output=True)
        self.resolve(None)

    @staticmethod
    def write(path, data):
        with open(path, "wb") as file: file.write(data)

    def sign(self, name, host, issuer_key, public, days, authority=False, self_signed=False):
        x509, now = self.x509, datetime.datetime.now(datetime.timezone.utc)
        subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
        issuer = subject if authority or self_signed else x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "fault suite")])
        begin = now - datetime.timedelta(days=10)
        builder = (x509.CertificateBuilder().subject_name(subject).issuer_name(issuer).public_key(public).serial_number(x509.random_serial_number())
                   .not_valid_before(begin).not_valid_after(now + datetime.timedelta(days=days)).add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True))
        if host: builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        return builder.sign(issuer_key, self.hashes.SHA256())

    def contexts(self, host):
        """By kind of fault; None: a good one."""
        made = {}
        for kind, name, days, alone in ((None, host, 2, False), ("tls-self-signed", host, 2, True), ("tls-expired", host, -1, False), ("tls-wrong-host", "elsewhere.test", 2, False)):
            key = self.ec.generate_private_key(self.ec.SECP256R1())
            certificate = self.sign(name, name, key if alone else self.key, key.public_key(), days, self_signed=alone)
            path = os.path.join(self.folder, "%s-%s.pem" % (host, kind))
            self.write(path, key.private_bytes(self.serialization.Encoding.PEM, self.serialization.PrivateFormat.PKCS8, self.serialization.NoEncryption())
                       + certificate.public_bytes(self.serialization.Encoding.PEM))
            made[kind] = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            made[kind].load_cert_chain(path)
        return made

    def resolve(self, name, known=True):
        with self.lock:
            if name: (self.names.add if known else self.names.discard)(name)
            with open(self.hosts + ".new", "w") as file:
                file.write("127.0.0.1 localhost\n" + "".join("127.0.0.1 %s\n" % one for one in sorted(self.names)))
            os.replace(self.hosts + ".new", self.hosts)

    def java_options(self):
        """The virtual machine asks the file at each connection, and trusts the authority."""
        return ["-Djdk.net.hosts.file=" + self.hosts, "-Dsun.net.inetaddr.ttl=0", "-Dsun.net.inetaddr.negative.ttl=0", "-Djavax.net.ssl.trustStore=" + self.trust, "-Djavax.net.ssl.trustStorePassword=changeit"]


class Front(http.server.ThreadingHTTPServer):
    """`token`: what clients have to show, if anything; `shown`: what is shown to the server behind in its place."""
    daemon_threads, request_queue_size = True, 128

    def __init__(self, authority, name, upstream, token=None, shown=None):
        super().__init__(("127.0.0.1", 0), Handler)
        self.authority, self.name, self.upstream, self.token, self.shown = authority, name, upstream, token, shown
        self.contexts = authority.contexts(name)
        self.kind, self.hits, self.answered, self.begins_after, self.connections, self.first, self.lock = None, 0, 0, 0, set(), {}, threading.Lock()
        self.random = random.Random(1)
        authority.resolve(name)
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()

    @property
    def url(self):
        return "https://%s:%d" % (self.name, self.server_port)

    def fault(self, kind, begins_after=0):
        """From now on, or after so many answers; None: no more."""
        with self.lock:
            self.kind, self.hits, self.begins_after = kind, 0, self.answered + begins_after
            self.first.clear()
        if begins_after == 0: self.cut()

    def cut(self):
        """What is there of connections belongs to the time before."""
        self.authority.resolve(self.name, self.failing() != "dns")
        for connection in list(self.connections):
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def failing(self):
        return self.kind if self.kind and self.answered >= self.begins_after else None

    def hit(self):
        with self.lock: self.hits += 1

    def finish_request(self, request, address):
        kind = self.failing()
        if kind in ("dns", "refused"):
            self.hit()
            return
        if kind and kind.startswith("tls"): self.hit()
        with self.contexts.get(kind, self.contexts[None]).wrap_socket(request, server_side=True, do_handshake_on_connect=False) as secure:
            secure.settimeout(60)
            self.connections.add(secure)
            try:
                secure.do_handshake()
                self.RequestHandlerClass(secure, address, self)
            finally:
                self.connections.discard(secure)

    def handle_error(self, request, address):
        pass  # broken handshakes and cut connections are what this is for

    def counted(self):
        with self.lock:
            self.answered += 1
            begins = self.kind and self.answered == self.begins_after
        if begins: threading.Thread(target=self.cut, daemon=True).start()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_GET(self):
        front = self.server
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        kind = front.failing()
        if kind == "dns":  # on a connection that was there before
            front.hit()
            self.close_connection = True
            return
        if kind == "one-in-two": kind = front.random.choice((None, "dropped", "502-html"))
        if kind == "token" or front.token and not (self.headers.get("Authorization") or "").endswith(front.token):
            front.hit()
            return self.answer(401, {"Content-Type": "application/json"}, b'{"message": "Bad credentials"}')
        if kind and self.instead(kind): return
        status, headers, answer = self.behind(body, kind)
        if kind in SHIFT:
            front.hit()
            headers["Date"] = email.utils.formatdate(time.time() + SHIFT[kind], usegmt=True)
        if kind in PAGED and status == 200: headers, answer = self.paged(kind, body, headers, answer)
        if kind == "truncated":
            front.hit()
            return self.answer(status, headers, answer[: len(answer) // 2], length=len(answer))
        if kind == "slow-body":
            front.hit()
            return self.answer(status, headers, answer, slowly=True)
        front.counted()
        self.answer(status, headers, answer)

    do_POST = do_HEAD = do_GET

    def instead(self, kind):
        """Answers in the place of the server behind; tells whether it did."""
        front, later = self.server, lambda seconds: email.utils.formatdate(time.time() + seconds, usegmt=True)
        html, plain = {"Content-Type": "text/html"}, {"Content-Type": "application/json"}
        answers = {"500": (500, plain, b'{"message": "internal error"}'), "502-html": (502, html, b"<html><title>502 Bad Gateway</title></html>"), "503": (503, {"Retry-After": "1"}, b""),
                   "429-seconds": (429, {"Retry-After": "1"}, b""), "429-date": (429, {"Retry-After": later(2)}, b""), "login-page": (200, html, LOGIN), "garbage": (200, plain, b'{"data": [1, 2'),
                   "wrong-types": (200, plain, front.random.choice((b'{"registered_models": 5, "runs": {}, "experiments": "x", "data": 7, "code": 200, "usageItems": {"a": 1}}', b"[]", b"7", b'"text"', b'{"data": [{"a": 5}], "usageItems": [7]}'))),
                   "empty": (200, plain, b"")}
        if kind in answers:
            front.hit()
            self.answer(*answers[kind])
            return True
        if kind == "latency":
            front.hit()
            time.sleep(3)
        if kind == "dropped":
            front.hit()
            self.close_connection = True
            return True
        return False

    def behind(self, body, kind):
        front = self.server
        connection = http.client.HTTPConnection(front.upstream, timeout=60)
        headers = {name: value for name, value in self.headers.items() if name.lower() not in ("connection", "accept-encoding", "content-length", "transfer-encoding")}
        if front.shown: headers["Authorization"] = front.shown
        if kind in PAGED:
            for name in ("If-None-Match", "If-Modified-Since"): headers.pop(name, None)
        try:
            connection.request(self.command, self.path, body or None, headers)
            answer = connection.getresponse()
            data, found = answer.read(), {name: value for name, value in answer.getheaders() if name.lower() not in ("connection", "transfer-encoding", "content-length")}
        except (OSError, http.client.HTTPException) as problem:
            return 502, {"Content-Type": "text/plain"}, str(problem).encode()
        finally:
            connection.close()
        for name in ("Link", "Location"):
            if name in found: found[name] = found[name].replace("http://", "https://")
        return answer.status, found, data

    def paged(self, kind, body, headers, answer):
        """The first answer to a question again, whichever page is asked for, and always with another page behind it."""
        front = self.server
        try:
            tree = json.loads(answer)
        except ValueError:
            return headers, answer
        question = self.path.split("?")[0] + re.sub(r'.*?"query":\s*"((?:[^"\\]|\\.)*)".*', r"\1", body.decode(errors="replace"), flags=re.S)[:400]
        tree = json.loads(front.first.setdefault(question, json.dumps(tree)))
        token = "again" if kind == "repeating-pages" else "token-%d" % front.random.randrange(10 ** 9)
        front.hit()
        if isinstance(tree, dict):
            if "more" in tree: tree["more"] = True
            if any(name in tree for name in ("registered_models", "runs", "experiments", "model_versions")): tree["next_page_token"] = token
            self.endless(tree, token)
        elif isinstance(tree, list):
            separator = "&" if "?" in self.path else "?"
            headers["Link"] = '<%s%s%sagain=%s>; rel="next"' % (front.url, self.path.split("again=")[0].rstrip("?&"), separator, token)
        headers.pop("ETag", None)
        return headers, json.dumps(tree).encode()

    def endless(self, node, token):
        for value in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
            self.endless(value, token)
        if isinstance(node, dict) and isinstance(node.get("pageInfo"), dict):
            page = node["pageInfo"]
            for more, cursor in (("hasNextPage", "endCursor"), ("hasPreviousPage", "startCursor")):
                if more in page: page[more], page[cursor] = True, token

    def answer(self, status, headers, body, length=None, slowly=False):
        self.send_response_only(status)
        if "Date" not in headers: self.send_header("Date", self.date_time_string())
        for name, value in headers.items(): self.send_header(name, value)
        if status not in (204, 304): self.send_header("Content-Length", str(len(body) if length is None else length))
        self.end_headers()
        if slowly:
            for begin in range(0, len(body), max(1, len(body) // 5)):
                self.wfile.write(body[begin: begin + max(1, len(body) // 5)])
                self.wfile.flush()
                time.sleep(1)
        else:
            self.wfile.write(body)
        if length is not None: self.close_connection = True
