"""Tables out of workbooks and CSV files, by heading, with every fault placed where the sender finds it."""

import csv
import datetime as dt
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from chassis.files.archive import check_archive
from chassis.files.error_cells import error_cells
from chassis.files.faults import (
    CELL_CHARACTER,
    CELL_EMPTY,
    CELL_ERROR,
    CELL_INVALID,
    CELL_NOT_TEXT,
    ROW_RAGGED,
    FileTooBig,
    FileUnreadable,
    HeadingMissing,
    HeadingTwice,
    SheetMissing,
    at,
    place,
    rows_faulty,
)
from chassis.files.text import decode
from kernel.errors import Fault, Invalid
from kernel.money import Money, NotAnAmount
from kernel.text import CharacterNotUsable, line, must_be_usable

ROWS_MAX = 50_000
COLUMNS_MAX = 200
CELL_CHARACTERS_MAX = 2_000
# Forms tend to carry a title and a note above their headings.
HEADING_ROWS_SEARCHED = 10
# A spreadsheet keeps 15 digits of a number; a longer one has already lost its end.
EXACT_NUMBER_MAX = 10**15
# Seven digits are no date: nobody can tell 2026-1-12 from 2026-11-2.
_DATE = re.compile(
    r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})|(\d{4})(\d{2})(\d{2})|(\d{4})年(\d{1,2})月(\d{1,2})日", re.ASCII
)


class CellFault(Invalid):
    """One cell that cannot be used; `fault` says where it is and what to do."""

    code = CELL_INVALID

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.detail, params=fault.params, faults=(fault,))
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Row:
    """One row: `row["姓名"]` is the stripped text of that column, empty where the cell or the column is."""

    file: str
    sheet: str
    number: int
    cells: Mapping[str, str]

    def __getitem__(self, heading: str) -> str:
        return self.cells.get(heading, "")

    def fault(self, heading: str, code: str, detail: str, **params: str | int) -> Fault:
        """A fault of this row; `detail` says what to do and never quotes a person's data."""
        where = place(self.file, self.sheet, self.number, heading)
        named: dict[str, str | int] = {
            "file": self.file,
            "sheet": self.sheet,
            "row": self.number,
            "column": heading,
            **params,
        }
        return Fault(where, code, detail, named)

    def text(self, heading: str) -> str:
        """The cell's text; raises CellFault where it is empty."""
        found = self[heading]
        if not found:
            raise CellFault(self.fault(heading, CELL_EMPTY, f"fill in {heading}"))
        return found

    def date(self, heading: str) -> dt.date:
        """The cell's date, a date cell or text like 2026-03-02; raises CellFault."""
        found = self.text(heading)
        if written := _DATE.fullmatch(found):
            year, month, day = (int(part) for part in written.groups() if part and part.isdigit())
            try:
                return dt.date(year, month, day)
            except ValueError:
                pass
        raise CellFault(self.fault(heading, CELL_INVALID, f"write {heading} as a date like 2026-03-02"))

    def date_or_none(self, heading: str) -> dt.date | None:
        return self.date(heading) if self[heading] else None

    def integer(self, heading: str) -> int:
        """The cell's whole number; raises CellFault."""
        found = self.text(heading).replace(",", "")
        if not found.removeprefix("-").isdecimal() or len(found) > 15:
            raise CellFault(self.fault(heading, CELL_INVALID, f"write {heading} as a whole number"))
        return int(found)

    def money(self, heading: str) -> Money:
        """The cell's amount in yuan, exact to the fen; raises CellFault."""
        try:
            return Money.from_yuan(self.text(heading))
        except NotAnAmount:
            raise CellFault(self.fault(heading, CELL_INVALID, f"write {heading} in yuan, like 12.50")) from None


def read_xlsx(
    content: bytes,
    *,
    file: str,
    sheet: str,
    headings: Sequence[str],
    optional: Sequence[str] = (),
    rows_max: int = ROWS_MAX,
    as_text: Sequence[str] = (),
) -> list[Row]:
    """The rows of `sheet` below its headings, in order, empty rows left out; or an error saying what to mend.

    A cell that shows an error is a fault, and so is a number in a column of `as_text`: 3.10 typed as one is 3.1.
    """
    check_archive(content, file=file)
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        if sheet not in workbook.sheet_names:
            there = ", ".join(name[:30] for name in workbook.sheet_names[:10])
            raise at(SheetMissing, f"{file} has no sheet {sheet} (it has: {there}); rename it", file=file, sheet=sheet)
        grid = _grid(workbook.get_sheet_by_name(sheet))
        errors = error_cells(content, sheet=sheet)
    except (CalamineError, ValueError, OSError):
        detail = f"{file} is damaged and cannot be opened; save it again as .xlsx"
        raise at(FileUnreadable, detail, file=file) from None
    odd = _OddCells(frozenset(errors), frozenset(as_text))
    return _table(grid, file=file, sheet=sheet, headings=headings, optional=optional, rows_max=rows_max, odd=odd)


def _grid(sheet: CalamineSheet) -> list[Sequence[object]]:
    """The rows from the first of the sheet, each from its first column, without what is empty behind its last cell."""
    rows, columns = sheet.start or (0, 0)
    return [*([()] * rows), *([*([""] * columns), *_trimmed(cells)] for cells in sheet.iter_rows())]


def read_csv(
    content: bytes,
    *,
    file: str,
    headings: Sequence[str],
    optional: Sequence[str] = (),
    delimiter: str = ",",
    rows_max: int = ROWS_MAX,
) -> list[Row]:
    """The rows of a CSV file in UTF-8 or GBK below its headings; a row of another length is a fault."""
    text = decode(content, file=file)
    grid: list[Sequence[object]] = []
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            grid.append(cells)
            if len(grid) > rows_max + HEADING_ROWS_SEARCHED:
                raise _too_many(file, rows_max)
    except csv.Error:
        detail = f"{file}: row {len(grid) + 1} has a quotation mark that is not closed; mend it"
        raise at(FileUnreadable, detail, file=file) from None
    start = _heading_row(grid, file=file, sheet="", headings=headings)
    width = len(_trimmed(grid[start]))
    ragged = [
        Fault(
            place(file, None, number, None),
            ROW_RAGGED,
            f"row {number} has {len(_trimmed(cells))} columns instead of {width}; look for a comma too many or too few",
            {"file": file, "row": number, "columns": len(_trimmed(cells)), "expected": width},
        )
        for number, cells in enumerate(grid[start + 1 :], start + 2)
        if any(cells) and (len(_trimmed(cells)) > width or len(cells) < width)
    ]
    if ragged:
        raise rows_faulty(file, ragged)
    return _table(grid, file=file, sheet="", headings=headings, optional=optional, rows_max=rows_max)


@dataclass(frozen=True, slots=True)
class _OddCells:
    """Where a sheet shows errors, and which columns must hold text."""

    errors: frozenset[tuple[int, int]] = frozenset()
    as_text: frozenset[str] = frozenset()

    def of(self, row: Row, cells: Sequence[object], columns: Mapping[str, int]) -> list[Fault]:
        faults = []
        for heading, index in columns.items():
            if (row.number - 1, index) in self.errors:
                detail = f"{heading} shows an error such as #N/A; type the value itself"
                faults.append(row.fault(heading, CELL_ERROR, detail))
            elif heading in self.as_text and index < len(cells) and not isinstance(cells[index], str):
                detail = f"format the column {heading} as text and type it again; a number loses zeros"
                faults.append(row.fault(heading, CELL_NOT_TEXT, detail))
        return faults


def _table(
    grid: Sequence[Sequence[object]],
    *,
    file: str,
    sheet: str,
    headings: Sequence[str],
    optional: Sequence[str],
    rows_max: int,
    odd: _OddCells = _OddCells(),
) -> list[Row]:
    start = _heading_row(grid, file=file, sheet=sheet, headings=headings)
    columns = _columns(grid[start], {*headings, *optional}, file=file, sheet=sheet)
    rows: list[Row] = []
    faults: list[Fault] = []
    for number, cells in enumerate(grid[start + 1 :], start + 2):
        texts = {heading: _text(cells[at_]) if at_ < len(cells) else "" for heading, at_ in columns.items()}
        row = Row(file, sheet, number, texts)
        strange = odd.of(row, cells, columns)
        if not any(texts.values()) and not strange:
            continue
        faults.extend(strange)
        faults.extend(_unusable_cells(row, cells, columns))
        rows.append(row)
        if len(rows) > rows_max:
            raise _too_many(file, rows_max)
    if faults:
        raise rows_faulty(file, faults)
    return rows


def _heading_row(grid: Sequence[Sequence[object]], *, file: str, sheet: str, headings: Sequence[str]) -> int:
    best: tuple[int, list[str]] = (0, list(headings))
    for index, cells in enumerate(grid[:HEADING_ROWS_SEARCHED]):
        if len(cells) > COLUMNS_MAX and len(_trimmed(cells)) > COLUMNS_MAX:
            raise at(FileTooBig, f"{file} has more than {COLUMNS_MAX} columns; remove the others", file=file)
        present = {_heading(cell) for cell in cells}
        missing = [heading for heading in headings if heading not in present]
        if len(missing) < len(best[1]):
            best = (index, missing)
        if not missing:
            return index
    missing = best[1]
    detail = f"{file} lacks the column(s) {'、'.join(missing)}; take the template's headings"
    faults = tuple(
        Fault(
            place(file, sheet, best[0] + 1, heading), HeadingMissing.code, f"add the column {heading}", {"file": file}
        )
        for heading in missing
    )
    raise HeadingMissing(detail, params={"file": file, "columns": "、".join(missing)}, faults=faults)


def _columns(cells: Sequence[object], wanted: set[str], *, file: str, sheet: str) -> dict[str, int]:
    columns: dict[str, int] = {}
    for index, cell in enumerate(cells):
        heading = _heading(cell)
        if heading not in wanted:
            continue
        if heading in columns:
            detail = f"{file} has the column {heading} twice; remove one of them"
            raise at(HeadingTwice, detail, file=file, sheet=sheet, column=heading)
        columns[heading] = index
    return columns


def _unusable_cells(row: Row, cells: Sequence[object], columns: Mapping[str, int]) -> list[Fault]:
    faults = []
    for heading, index in columns.items():
        cell = cells[index] if index < len(cells) else ""
        if isinstance(cell, int | float) and not isinstance(cell, bool) and abs(cell) >= EXACT_NUMBER_MAX:
            detail = (
                f"{heading} was typed as a number and lost its last digits; format the column as text and retype it"
            )
            faults.append(row.fault(heading, CELL_INVALID, detail))
        elif (refused := _refused(row[heading])) is not None:
            faults.append(row.fault(heading, CELL_CHARACTER, refused.detail, **refused.params))
        elif len(row[heading]) > CELL_CHARACTERS_MAX:
            faults.append(
                row.fault(heading, CELL_INVALID, f"{heading} is longer than {CELL_CHARACTERS_MAX} characters")
            )
    return faults


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat(sep=" ")
    if isinstance(cell, dt.date):
        return cell.isoformat()
    # Full-width digits, no-break blanks and what nobody sees come along when people paste.
    return line(str(cell))


def _heading(cell: object) -> str:
    """The words of a heading: forms star what must be filled in, and break long ones into lines."""
    return "".join(_text(cell).strip("*＊").split())


def _refused(text: str) -> CharacterNotUsable | None:
    try:
        must_be_usable(text)
    except CharacterNotUsable as refused:
        return refused
    return None


def _trimmed(cells: Sequence[object]) -> Sequence[object]:
    width = len(cells)
    while width and not _text(cells[width - 1]):
        width -= 1
    return cells[:width]


def _too_many(file: str, rows_max: int) -> Invalid:
    return at(FileTooBig, f"{file} has more than {rows_max} rows; split it", file=file)
