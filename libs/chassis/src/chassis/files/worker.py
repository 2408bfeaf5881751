"""A process of its own that reads one workbook: what a file costs is bounded, and it costs nobody else.

`python -m chassis.files.worker` takes a line of JSON and the file on its standard input, and answers with lines of
JSON: rows in pieces that are quick to take up, or why there are none.
"""

import resource
import sys
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import orjson

from chassis.files.faults import TOO_COSTLY, UNREADABLE
from chassis.files.rows import read_xlsx
from kernel.errors import Invalid

MEMORY_BYTES_MAX = 288 * 2**20
CPU_SECONDS_MAX = 15
# What the service that asked is made to hold; more than the largest honest list needs.
ANSWER_BYTES_MAX = 32 * 2**20
ROWS_IN_A_PIECE = 1_000


def main() -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES_MAX, MEMORY_BYTES_MAX))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS_MAX, CPU_SECONDS_MAX))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    wanted = orjson.loads(sys.stdin.buffer.readline())
    try:
        answer = b"\n".join(orjson.dumps(piece) for piece in _read(sys.stdin.buffer.read(), wanted))
    except MemoryError:
        return TOO_COSTLY
    except BaseException:  # noqa: BLE001 a library that panics at a file says only that it cannot read it
        return UNREADABLE
    if len(answer) > ANSWER_BYTES_MAX:
        return TOO_COSTLY
    sys.stdout.buffer.write(answer)
    return 0


def _read(content: bytes, wanted: dict[str, Any]) -> Iterator[object]:
    try:
        rows = read_xlsx(content, **wanted)
    except Invalid as refused:
        yield {
            "code": refused.code,
            "detail": refused.detail,
            "params": refused.params,
            "faults": [asdict(fault) for fault in refused.faults],
        }
        return
    # A list without rows is an answer, too.
    for start in range(0, max(len(rows), 1), ROWS_IN_A_PIECE):
        yield [(row.number, row.cells) for row in rows[start : start + ROWS_IN_A_PIECE]]


if __name__ == "__main__":
    sys.exit(main())
