"""Identifiers: UUID version 7 (RFC 9562), ordered by the time they were made."""

import hashlib
import os
import threading
import time
from collections.abc import Iterable
from uuid import UUID

_lock = threading.Lock()
_last: list[int] = [0, 0]


def new_id() -> UUID:
    """Return a UUIDv7; those made by one process are strictly increasing.

    The 12 bits after the milliseconds count within one millisecond (RFC 9562 section 6.2, method 1); the wall
    clock is read for uniqueness only, never as business time.
    """
    with _lock:
        now_ms = time.time_ns() // 1_000_000
        if now_ms > _last[0]:
            _last[0], _last[1] = now_ms, 0
        else:
            _last[1] += 1
            if _last[1] > 0xFFF:
                _last[0], _last[1] = _last[0] + 1, 0
        milliseconds, counter = _last
    rest = int.from_bytes(os.urandom(8), "big") & ((1 << 62) - 1)
    return UUID(int=(milliseconds << 80) | (0x7 << 76) | (counter << 64) | (0b10 << 62) | rest)


def digest_of_ids(ids: Iterable[UUID]) -> bytes:
    """The SHA-256 that says which things a bulk act touched, whatever their order."""
    return hashlib.sha256(b"".join(sorted(one.bytes for one in ids))).digest()
