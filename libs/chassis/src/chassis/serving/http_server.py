"""Granian inside the process's own event loop.

Its embedded mode serves from the loop that also holds the pools and channels, so one process can run every role with
one set of connections. It was tried before it was chosen: on uvloop it answers as fast as in its own mode, a stop
refuses new connections and lets the requests under way finish, and the end of its worker ends `serve()`.
"""

from typing import Any

from granian.constants import Interfaces
from granian.server.embed import Server

from chassis.transport import TlsFiles

BACKLOG = 2048
# More than this many requests at once wait in the kernel instead of in our memory.
BACKPRESSURE = 512


class HttpServer:
    """Serves an ASGI app on one port until stopped, over TLS 1.3 where `tls` is given."""

    def __init__(self, app: Any, *, host: str, port: int, tls: TlsFiles | None = None) -> None:
        self._server = Server(
            app,
            address=host,
            port=port,
            interface=Interfaces.ASGINL,
            backlog=BACKLOG,
            backpressure=BACKPRESSURE,
            websockets=False,
            log_enabled=False,
            ssl_cert=tls.certificate_file if tls is not None else None,
            ssl_key=tls.key_file if tls is not None else None,
        )

    async def run(self) -> None:
        """Serve; returns only when stopped or when the server broke."""
        await self._server.serve()

    def stop(self) -> None:
        """Accept nothing new; `run` returns when the requests under way are answered."""
        self._server.stop()  # type: ignore[no-untyped-call]
