"""The notice of holidays as a workbook says it, one row a day."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TypeVar

from chassis.files.faults import CELL_EMPTY, CELL_INVALID, place, rows_faulty
from chassis.files.rows import CellFault, Row
from enrolment.domain.holiday_notice import FaultAt
from kernel.errors import Fault
from kernel.official_calendar import HolidayNotice, OfficialDay
from kernel.text import given, title

T = TypeVar("T")

SHEET = "节假日安排"
ON, OFF, NAME, SOURCE, ISSUED_ON = "日期", "安排", "节日", "文号", "发文日期"
HEADINGS = (ON, OFF, NAME, SOURCE, ISSUED_ON)
NAME_CHARACTERS_MAX = 40
SOURCE_CHARACTERS_MAX = 120
_OFF = {"放假": True, "休": True, "上班": False, "班": False}
_COLUMNS = {"on": ON, "year": ON, "issued_on": ISSUED_ON}


def read_notice(rows: Sequence[Row], *, path: str, file: str) -> tuple[HolidayNotice, FaultAt]:
    """The notice, of the year of its last day, and where in the file a fault of it stands; or every fault of a cell.

    The document's number and the day it was issued stand in the first row; those below repeat them or leave them out.
    """
    if not rows:
        empty = Fault(place(file, SHEET, 2, ON), CELL_EMPTY, "name the days off and the days worked", {"file": file})
        raise rows_faulty(file, [empty])
    faults: list[Fault] = []
    source = _of_document(rows, SOURCE, _source, faults)
    issued_on = _of_document(rows, ISSUED_ON, _issued_on, faults)
    days = [day for row in rows if (day := _day(row, faults)) is not None]
    if faults or source is None or issued_on is None:
        raise rows_faulty(file, faults)

    def at(number: int, field: str, code: str, detail: str, params: Mapping[str, str | int]) -> Fault:
        return rows[number].fault(_COLUMNS[field], code, detail, **params)

    return HolidayNotice(path, max(day.on for day in days).year, source, issued_on, tuple(days)), at


def _day(row: Row, faults: list[Fault]) -> OfficialDay | None:
    on, off, name = _read(row, _on, faults), _read(row, _off, faults), _read(row, _name, faults)
    return None if on is None or off is None or name is None else OfficialDay(on, off, name)


def _of_document(rows: Sequence[Row], heading: str, cell: Callable[[Row], T], faults: list[Fault]) -> T | None:
    """What the first row says of the whole document; a row below that says otherwise is a fault."""
    first = _read(rows[0], cell, faults)
    for row in rows[1:]:
        said = _read(row, cell, faults) if row[heading] else None
        if None not in (first, said) and said != first:
            detail = "another document than in the first row; send each by itself"
            faults.append(row.fault(heading, "enrolment.two_notices", detail))
    return first


def _read(row: Row, cell: Callable[[Row], T], faults: list[Fault]) -> T | None:
    try:
        return cell(row)
    except CellFault as wrong:
        faults.append(wrong.fault)
        return None


def _on(row: Row) -> date:
    return row.date(ON)


def _off(row: Row) -> bool:
    word = row.text(OFF)
    if word not in _OFF:
        raise CellFault(row.fault(OFF, "enrolment.word_unknown", "write one of " + "、".join(_OFF)))
    return _OFF[word]


def _name(row: Row) -> str:
    return _words(row, NAME, NAME_CHARACTERS_MAX)


def _source(row: Row) -> str:
    return _words(row, SOURCE, SOURCE_CHARACTERS_MAX)


def _issued_on(row: Row) -> date:
    return row.date(ISSUED_ON)


def _words(row: Row, heading: str, characters_max: int) -> str:
    words = given(title(row.text(heading)))
    if len(words) > characters_max:
        raise CellFault(row.fault(heading, CELL_INVALID, f"write {heading} in at most {characters_max} characters"))
    return words
