"""The real parts tests run on: started when first asked for, once per run, ended with it."""

import os
import shutil
import tempfile
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from stack.parts.kafka import Kafka
from stack.parts.part import Part
from stack.parts.postgres import PostgreSQL
from stack.parts.valkey import Valkey

# Every test has a database of its own, hundreds of files each: where memory can hold them, no disk need see them.
IN_MEMORY = Path("/dev/shm")  # noqa: S108 - the system's folder for it; a private folder is made inside
IN_MEMORY_MIN_BYTES = 8 * 2**30

_P = TypeVar("_P", bound=Part)


class Parts:
    """PostgreSQL, Kafka and Valkey; each starts on first use. `stop()` ends what was started and removes its data."""

    def __init__(self) -> None:
        # The server's own account must be able to enter it.
        self._folder = Path(tempfile.mkdtemp(prefix="kehou-test-", dir=_roomy()))
        self._folder.chmod(0o755)
        self._started: list[Part] = []

    @cached_property
    def postgres(self) -> PostgreSQL:
        # Fault tests kill the server: what it called committed must be in the system's cache, if not on the disk.
        settings = {"max_connections": "300", "synchronous_commit": "on"}
        return self._start(PostgreSQL(self._folder / "postgres", durable=False, settings=settings))

    @cached_property
    def kafka(self) -> Kafka:
        return self._start(Kafka(self._folder / "kafka"))

    @cached_property
    def valkey(self) -> Valkey:
        return self._start(Valkey(self._folder / "valkey"))

    def stop(self) -> None:
        for part in reversed(self._started):
            if part.name == Kafka.name:
                # Its orderly end takes ten seconds, for data that is thrown away.
                part.kill()
            else:
                part.stop()
        if not os.environ.get("KEHOU_KEEP_TEST_DATA"):
            shutil.rmtree(self._folder, ignore_errors=True)

    def _start(self, part: _P) -> _P:
        self._started.append(part)
        part.start()
        return part


def _roomy() -> Path | None:
    """Memory, if the machine has plenty; None for the usual place of temporary files."""
    if not os.access(IN_MEMORY, os.W_OK):
        return None
    return IN_MEMORY if shutil.disk_usage(IN_MEMORY).free >= IN_MEMORY_MIN_BYTES else None
