"""A load generator small enough to leave the cores to what it measures: prepared bytes over kept connections."""

import asyncio
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

CONNECTIONS = 32
ANSWER_TIMEOUT_S = 30.0


@dataclass(frozen=True, slots=True)
class Load:
    """What came back in `seconds`, by status."""

    answers: Counter[int]
    seconds: float

    def per_s(self, status: int) -> float:
        """Answers of that status a second; raises when there was any other."""
        if set(self.answers) != {status}:
            raise RuntimeError(f"expected only {status}, got {dict(self.answers)}")
        return self.answers[status] / self.seconds


def request(method: str, path: str, headers: Mapping[str, str], body: bytes = b"") -> bytes:
    """Return one request as it goes over the wire."""
    given = {"Host": "127.0.0.1", "Content-Length": str(len(body)), **headers}
    if body:
        given["Content-Type"] = "application/json"
    lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in given.items())]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


async def run_load(port: int, requests: Iterable[bytes], *, for_s: float, connections: int = CONNECTIONS) -> Load:
    """Send `requests` over so many connections, each waiting for its answer, until they or the time run out."""
    waiting = iter(requests)
    answers: Counter[int] = Counter()
    opened = await asyncio.gather(*(asyncio.open_connection("127.0.0.1", port) for _ in range(connections)))
    began = time.perf_counter()
    await asyncio.gather(*(_send(*pair, waiting, answers, began + for_s) for pair in opened))
    seconds = time.perf_counter() - began
    for _, writer in opened:
        writer.close()
    return Load(answers, seconds)


async def _send(
    reader: asyncio.StreamReader,
    writer: asyncio.StreamWriter,
    waiting: Iterator[bytes],
    answers: Counter[int],
    until: float,
) -> None:
    while time.perf_counter() < until:
        sent = next(waiting, None)
        if sent is None:
            return
        writer.write(sent)
        async with asyncio.timeout(ANSWER_TIMEOUT_S):
            head = (await reader.readuntil(b"\r\n\r\n")).lower()
            length = head.partition(b"content-length:")[2].partition(b"\r\n")[0]
            if length:
                await reader.readexactly(int(length))
            elif b"transfer-encoding: chunked" in head:
                while (size := int(await reader.readline(), 16)) >= 0:
                    await reader.readexactly(size + 2)
                    if size == 0:
                        break
        answers[int(head.split(b" ", 2)[1])] += 1
