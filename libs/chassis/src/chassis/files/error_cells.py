"""Which cells of a sheet show an error such as #N/A: the reader gives them as empty, and empty they are not."""

import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

_BLOCK_BYTES = 2**18
_CELL_BYTES_MAX = 512
# Small parts that name the others; a workbook of 255 sheets takes some 30 kB.
_PART_BYTES_MAX = 2**20
_ERROR_CELL = re.compile(rb"""<(?:\w+:)?c\s(?=[^<>]*\bt\s*=\s*["']e["'])[^<>]*>""")
_PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{1,3})(\d{1,7})["']""")
_SHEET_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRICT_SHEET_ID = "{http://purl.oclc.org/ooxml/officeDocument/relationships}id"


def error_cells(content: bytes, *, sheet: str) -> set[tuple[int, int]]:
    """Row and column, both from 0, of the sheet's error cells; (-1, -1) stands for those that name no place.

    Of a workbook that was checked already (chassis.files.archive).
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        name = _part_of(archive, sheet)
        return set() if name is None else set(_errors(archive, name))


def _part_of(archive: zipfile.ZipFile, sheet: str) -> str | None:
    wanted = None
    for element in _elements(archive, "xl/workbook.xml"):
        if element.tag.endswith("}sheet") and element.get("name") == sheet:
            wanted = element.get(_SHEET_ID) or element.get(_STRICT_SHEET_ID)
    for element in _elements(archive, "xl/_rels/workbook.xml.rels"):
        if wanted is not None and element.get("Id") == wanted:
            target = (element.get("Target") or "").replace("\\", "/")
            return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return None


def _elements(archive: zipfile.ZipFile, name: str) -> Iterator[ElementTree.Element]:
    found = {entry.filename.replace("\\", "/"): entry for entry in archive.infolist()}.get(name)
    if found is None or found.file_size > _PART_BYTES_MAX:
        return
    text = archive.read(found)
    # No spreadsheet writes one, and it could make a little text a lot.
    if b"<!DOCTYPE" in text:
        return
    try:
        yield from ElementTree.fromstring(text).iter()  # noqa: S314 no document type, bounded size
    except ElementTree.ParseError:
        return


def _errors(archive: zipfile.ZipFile, name: str) -> Iterator[tuple[int, int]]:
    found = {entry.filename.replace("\\", "/"): entry for entry in archive.infolist()}.get(name)
    if found is None:
        return
    with archive.open(found) as part:
        tail = b""
        while block := part.read(_BLOCK_BYTES):
            text = tail + block
            for cell in _ERROR_CELL.finditer(text):
                place = _PLACE.search(cell[0])
                yield (-1, -1) if place is None else (int(place[2]) - 1, _column(place[1]))
            tail = text[-_CELL_BYTES_MAX:]


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number - 1
