"""The real parts the figures are measured on: of their own, away from the checkout's stack and its data."""

import asyncio
import gc
import http.server
import json
import shutil
import sys
import tempfile
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Any
from uuid import UUID

from stack import ports
from stack.installation import SERVICES
from stack.parts.envoy import LIMITS, Envoy, render_edge
from stack.parts.kafka import Kafka
from stack.parts.part import Part
from stack.parts.postgres import PostgreSQL
from testkit.databases import Databases
from testkit.tokens import TokenMint

HERE = Path(__file__).parent
EDGE = HERE.parents[1] / "gateway" / "edge" / "envoy.yaml"
READY_TIMEOUT_S = 40.0
COOKIE = "__Host-kehou-access-bench"


def spare_collector() -> None:
    """As a service does once it has started: the collector need not look at what stays, nor at the bench's own data."""
    gc.collect()
    gc.freeze()


class Workbench:
    """PostgreSQL as the local stack runs it (every commit on the disk), Kafka, and gateways in front of services."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="kehou-bench-"))
        self.folder.chmod(0o755)  # the server's own account must be able to enter it
        self.mint = TokenMint()
        self._parts: list[Part] = []
        self._keys: http.server.ThreadingHTTPServer | None = None

    @cached_property
    def postgres(self) -> PostgreSQL:
        return self._start(PostgreSQL(self.folder / "postgres", settings={"track_commit_timestamp": "on"}))

    @cached_property
    def kafka(self) -> Kafka:
        return self._start(Kafka(self.folder / "kafka"))

    @cached_property
    def databases(self) -> Databases:
        return Databases(self.postgres)

    @cached_property
    def keys_port(self) -> int:
        """Where the public keys of the bench's tokens are served, as Keycloak would."""
        document = self.mint.jwks.encode()

        class Keys(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.send_header("content-type", "application/json")
                self.send_header("content-length", str(len(document)))
                self.end_headers()
                self.wfile.write(document)

            def log_message(self, format: str, *arguments: object) -> None:
                pass

        self._keys = http.server.ThreadingHTTPServer((ports.HOST, 0), Keys)
        threading.Thread(target=self._keys.serve_forever, daemon=True).start()
        return int(self._keys.server_address[1])

    def bearer(self, person_id: UUID, assignment: str) -> dict[str, str]:
        token = self.mint.mint(person_id, assignment, lives_s=3_600)
        return {"Authorization": f"Bearer {token}", "Kehou-Acting": assignment}

    @asynccontextmanager
    async def served(self, what: str, **settings: Any) -> AsyncIterator[int]:
        """Run `served.py WHAT` as a process of its own and give its port."""
        port = ports.free_port()
        given = {
            "http_port": port,
            "jwt_issuer": self.mint.issuer,
            "jwt_jwks_url": f"http://{ports.HOST}:{self.keys_port}/keys",
            "log_level": "WARNING",
            **settings,
        }
        log = (self.folder / f"{what}.log").open("ab")
        process = await asyncio.create_subprocess_exec(
            sys.executable, str(HERE / "served.py"), what, stdin=asyncio.subprocess.PIPE, stdout=log, stderr=log
        )
        try:
            assert process.stdin is not None
            process.stdin.write(json.dumps(given).encode())
            process.stdin.close()
            await self._ready(port, what, process)
            yield port
        finally:
            if process.returncode is None:
                process.terminate()
                await process.wait()
            log.close()

    @asynccontextmanager
    async def gateway(self, **upstreams: int) -> AsyncIterator[int]:
        """The project's own edge in front of `service=port`; the services not named lead nowhere."""
        values: dict[str, object] = {
            "EDGE_HOST": ports.HOST,
            "EDGE_PORT": ports.free_port(),
            "ADMIN_HOST": ports.HOST,
            "ADMIN_PORT": ports.free_port(),
            "DOWNSTREAM_TLS": "null",
            "HSTS": "",
            "JWT_ISSUER": self.mint.issuer,
            "JWT_AUDIENCE": "kehou",
            "JWT_JWKS_URL": f"http://{ports.HOST}:{self.keys_port}/keys",
            "ACCESS_COOKIE": COOKIE,
            "KEYCLOAK_HOST": ports.HOST,
            "KEYCLOAK_PORT": self.keys_port,
            "KEYCLOAK_TLS": "null",
            **LIMITS,
            # One person stands for a city here.
            "PERSON_BURST": 10_000_000,
        }
        for package in SERVICES.values():
            values[f"{package.upper()}_HOST"] = ports.HOST
            values[f"{package.upper()}_PORT"] = upstreams.get(package, 1)
            values[f"{package.upper()}_TLS"] = "null"
        port, admin = int(str(values["EDGE_PORT"])), int(str(values["ADMIN_PORT"]))
        edge = Envoy(
            self.folder / f"edge-{port}",
            configuration=render_edge(EDGE.read_text(), values),
            port=port,
            admin_port=admin,
        )
        edge.start()
        try:
            yield port
        finally:
            edge.stop()

    async def _ready(self, port: int, what: str, process: asyncio.subprocess.Process) -> None:
        deadline = asyncio.get_running_loop().time() + READY_TIMEOUT_S
        while not await asyncio.to_thread(ports.get_succeeds, port, "/health/ready"):
            if process.returncode is not None or asyncio.get_running_loop().time() > deadline:
                raise RuntimeError((self.folder / f"{what}.log").read_text()[-2_000:])
            await asyncio.sleep(0.1)

    def _start(self, part: Any) -> Any:
        self._parts.append(part)
        part.start()
        return part

    def __enter__(self) -> "Workbench":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for part in reversed(self._parts):
            part.stop()
        if self._keys is not None:
            self._keys.shutdown()
            self._keys.server_close()
        shutil.rmtree(self.folder, ignore_errors=True)
