"""Waking the loops that wait for something to do, in this process at once and in others by NOTIFY."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterable

# Within the transaction, NOTIFY would let commits queue up behind one another, and their flushes with them. So it is
# sent afterwards, bundled; who misses one looks by himself a moment later.
BUNDLE_S = 0.03

# True where what was called for is taken care of by this process.
Answer = Callable[[], bool]


class Calls:
    """One process's calls: `answer` with a function, or have `notify` tell the other processes of the database."""

    def __init__(self, notify: Callable[[str], Awaitable[None]]) -> None:
        self._notify = notify
        self._answers: dict[str, list[Answer]] = {}
        self._due: set[str] = set()
        self._sending: asyncio.Task[None] | None = None

    def answer(self, channel: str, answer: Answer) -> None:
        """Have `answer` called whenever a transaction of this process has committed something for `channel`."""
        self._answers.setdefault(channel, []).append(answer)

    def make(self, channels: Iterable[str]) -> None:
        """Wake who answers; where nobody here takes care of it, tell the other processes."""
        for channel in channels:
            taken = [answer() for answer in self._answers.get(channel, ())]
            if not any(taken):
                self._due.add(channel)
        if self._due and self._sending is None:
            self._sending = asyncio.create_task(self._send(), name="calls")

    async def close(self) -> None:
        if self._sending is not None:
            self._sending.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._sending

    async def _send(self) -> None:
        try:
            while self._due:
                due, self._due = self._due, set()
                for channel in sorted(due):
                    await self._notify(channel)
                await asyncio.sleep(BUNDLE_S)
        finally:
            self._sending = None
