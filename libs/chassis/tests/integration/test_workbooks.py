"""A workbook costs its sender, never the others: read beside the service and within bounds, it ends in an answer."""

import asyncio
import io
import random
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from chassis.files.faults import FilesWaiting, FileTooBig, HeadingMissing, RowsFaulty
from chassis.files.workbooks import WorkbookReader
from chassis.files.worker import MEMORY_BYTES_MAX

SHEET, HEADINGS = "减免名单", ("学籍号", "姓名")


def workbook(*rows: tuple[str, ...]) -> bytes:
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    page = book.add_worksheet(SHEET)
    for number, row in enumerate((HEADINGS, *rows)):
        page.write_row(number, 0, row)
    book.close()
    return content.getvalue()


def with_sheet(xml: bytes) -> bytes:
    """A workbook whose sheet is this XML, whatever it is."""
    source, content = zipfile.ZipFile(io.BytesIO(workbook())), io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            archive.writestr(name, xml if name == "xl/worksheets/sheet1.xml" else source.read(name))
        # What does not pack hides how well the rest does.
        archive.writestr("xl/media/noise.bin", random.Random(1).randbytes(2**20))
    return content.getvalue()


def sheet_of(rows: bytes) -> bytes:
    space = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return b'<?xml version="1.0"?><worksheet xmlns="' + space + b'"><sheetData>' + rows + b"</sheetData></worksheet>"


# Cells that do not say where they stand, ones that say so in a way the first look does not know, and padding.
CELLS = with_sheet(sheet_of(b"<row>" + b"<c><v>1</v></c>" * 2_500_000 + b"</row>"))
FAR = b"<row r = '1048576'><c r = 'XFD1048576'><v>1</v></c></row>"
CORNER = with_sheet(sheet_of(FAR + b"<row><c r='A1'><v>1</v></c></row>"))
PADDED = with_sheet(sheet_of((b'<row r="1"><c' + b" " * 60 + b"><v>1</v></c></row>") * 1_500_000))


async def read(reader: WorkbookReader, content: bytes) -> list[str]:
    rows = await reader(content, file="名单.xlsx", sheet=SHEET, headings=HEADINGS)
    return [row["姓名"] for row in rows]


@pytest.mark.parametrize("content", [CELLS, CORNER], ids=["cells without a place", "far corner"])
async def test_ends_a_file_that_would_take_all_memory_and_reads_the_next(content: bytes) -> None:
    reader = WorkbookReader()
    with pytest.raises(FileTooBig):
        await read(reader, content)
    assert await read(reader, workbook(("G1", "张三"))) == ["张三"]


async def test_answers_others_while_a_file_is_read() -> None:
    reader = WorkbookReader()
    reading = asyncio.ensure_future(read(reader, PADDED))
    await asyncio.sleep(0.2)
    assert not reading.done()
    assert await read(reader, workbook(("G1", "张三"))) == ["张三"]
    assert not reading.done()
    with pytest.raises((FileTooBig, HeadingMissing)):
        await reading


async def test_ends_a_process_that_takes_too_long() -> None:
    before = children()
    with pytest.raises(FileTooBig):
        await read(WorkbookReader(seconds_max=0.05), PADDED)
    assert children() == before


async def test_turns_files_away_rather_than_keep_them_all() -> None:
    reader = WorkbookReader(waiting_max=1)
    first = asyncio.ensure_future(read(reader, workbook(("G1", "张三"))))
    await asyncio.sleep(0)
    with pytest.raises(FilesWaiting):
        await read(reader, workbook())
    assert await first == ["张三"]


async def test_says_what_is_wrong_with_a_row_as_the_reader_does() -> None:
    with pytest.raises(RowsFaulty) as refused:
        await read(WorkbookReader(), workbook(("G1", "张\u202e三")))
    [fault] = refused.value.faults
    assert (fault.pointer, fault.code) == ("名单.xlsx/减免名单/2/姓名", "kernel.character_not_usable")
    assert fault.params["character"] == "U+202E"


def test_keeps_a_process_below_300_mb() -> None:
    assert MEMORY_BYTES_MAX <= 300 * 10**6 * 1.01


def children() -> set[str]:
    """Processes of ours that still run."""
    return {pid for path in Path("/proc/self/task").glob("*/children") for pid in path.read_text().split()}
