"""Workbooks that come in, each read in a process of its own while the service answers others."""

import asyncio
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Sequence
from contextlib import suppress

import orjson
import structlog

from chassis.files.faults import KINDS, UNREADABLE, FilesWaiting, FileTooBig, FileUnreadable, at
from chassis.files.rows import ROWS_MAX, Row
from kernel.errors import Fault

log = structlog.get_logger("chassis.files")

# Two files at once leave the other cores to those who wait for an answer.
READ_AT_ONCE_MAX = 2
WAITING_MAX = 16
# The process may compute for less; this counts the machine's other work as well.
READING_SECONDS_MAX = 60


class WorkbookReader:
    """Reads workbooks in processes, a few at a time; nothing runs while no file comes."""

    def __init__(self, *, seconds_max: float = READING_SECONDS_MAX, waiting_max: int = WAITING_MAX) -> None:
        self._seconds_max = seconds_max
        self._waiting_max = waiting_max
        self._turn = asyncio.Semaphore(READ_AT_ONCE_MAX)
        self._waiting = 0

    async def __call__(
        self,
        content: bytes,
        *,
        file: str,
        sheet: str,
        headings: Sequence[str],
        optional: Sequence[str] = (),
        rows_max: int = ROWS_MAX,
        as_text: Sequence[str] = (),
    ) -> list[Row]:
        """As `rows.read_xlsx`; FileTooBig also for what needs more memory or time than a file may have.

        FilesWaiting where many files are being read already.
        """
        wanted = {
            "file": file,
            "sheet": sheet,
            "headings": headings,
            "optional": optional,
            "rows_max": rows_max,
            "as_text": as_text,
        }
        if self._waiting >= self._waiting_max:
            raise FilesWaiting("many files are being read just now; send it again in a minute")
        self._waiting += 1
        try:
            async with self._turn:
                answer = await _ask(orjson.dumps(wanted) + b"\n" + content, file=file, seconds_max=self._seconds_max)
        finally:
            self._waiting -= 1
        return await _rows(answer, file=file, sheet=sheet)


async def _ask(question: bytes, *, file: str, seconds_max: float) -> bytes:
    # Nothing of the environment: a reader of strangers' files has no business with the service's secrets.
    try:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "chassis.files.worker", stdin=PIPE, stdout=PIPE, stderr=DEVNULL, env={}
        )
    except OSError:
        raise FilesWaiting("no file can be read just now; send it again in a minute") from None
    try:
        async with asyncio.timeout(seconds_max):
            answer, _ = await process.communicate(question)
    except TimeoutError:
        answer = b""
    finally:
        await _end(process)
    if process.returncode == UNREADABLE:
        detail = f"{file} is damaged and cannot be opened; save it again as .xlsx"
        raise at(FileUnreadable, detail, file=file)
    if process.returncode or not answer:
        log.warning("chassis.workbook_too_costly", returncode=process.returncode, size=len(question))
        detail = f"{file} takes more memory or time to open than a file may; keep the table only, or split it"
        raise at(FileTooBig, detail, file=file)
    return answer


async def _end(process: Process) -> None:
    if process.returncode is None:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


async def _rows(answer: bytes, *, file: str, sheet: str) -> list[Row]:
    rows: list[Row] = []
    for line in answer.split(b"\n"):
        read = orjson.loads(line)
        if isinstance(read, dict):
            faults = tuple(Fault(**fault) for fault in read["faults"])
            raise KINDS[read["code"]](read["detail"], params=read["params"], faults=faults)
        rows += (Row(file, sheet, number, cells) for number, cells in read)
        # Others are answered between.
        await asyncio.sleep(0)
    return rows
