"""TLS before a part whose wheel was built without it: PostgreSQL and Valkey as a city would run them."""

import asyncio
import contextlib
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

# What a PostgreSQL client sends to ask for TLS (protocol 3, "SSLRequest"), and the server's yes.
_SSL_REQUEST = (8).to_bytes(4) + (80_877_103).to_bytes(4)
_YES = b"S"
_CHUNK_BYTES = 65_536


@asynccontextmanager
async def tls_front(address: str, context: ssl.SSLContext, *, postgres: bool = False) -> AsyncIterator[int]:
    """Pass on to `address` what comes over TLS, nothing else; yields the port."""
    tasks: set[asyncio.Task[None]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        tasks.add(asyncio.current_task())  # type: ignore[arg-type]
        with contextlib.suppress(OSError, asyncio.IncompleteReadError), contextlib.closing(writer):
            if postgres:
                if await reader.readexactly(len(_SSL_REQUEST)) != _SSL_REQUEST:
                    return
                writer.write(_YES)
                await writer.start_tls(context)
            host, _, port = address.rpartition(":")
            inner_reader, inner_writer = await asyncio.open_connection(host, int(port))
            with contextlib.closing(inner_writer):
                await asyncio.gather(_pump(reader, inner_writer), _pump(inner_reader, writer))

    server = await asyncio.start_server(serve, "127.0.0.1", 0, ssl=None if postgres else context)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while chunk := await reader.read(_CHUNK_BYTES):
        writer.write(chunk)
        await writer.drain()
    writer.close()
