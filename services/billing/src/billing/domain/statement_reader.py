"""Reading a statement file piece by piece, whatever its size: encoding, headings, rows, ending."""

import codecs
import csv
from collections.abc import Callable, Iterator, Sequence
from operator import itemgetter
from typing import Protocol

from billing.domain.statement import PREAMBLE_ROWS_MAX, CellFault, Faults, StatementLine, Totals

_ROW_CHARS_MAX = 16_384


class Layout(Protocol):
    """What one kind of file looks like; one object per file, because running balances are checked on the way."""

    @property
    def needed(self) -> tuple[str, ...]:
        """Headings without which a row of headings is not one."""
        ...

    def clean(self, cell: str) -> str:
        """A cell without what the format wraps around it; asked for no more cells than are looked at."""
        ...

    def read_preamble(self, cells: Sequence[str]) -> None:
        """Look at a row before the headings."""
        ...

    def use_headings(self, places: dict[str, int]) -> None:
        """Learn in which column each heading stands."""
        ...

    def ends_rows(self, first_cell: str) -> bool:
        """True where the detail rows are over; the row's first cell is not cleaned yet."""
        ...

    def read_row(self, cells: Sequence[str], number: int) -> StatementLine:
        """The line of a detail row, its cells in the order of `needed` and not cleaned yet; raises CellFault."""
        ...

    def read_ending(self, cells: Sequence[str], number: int) -> None:
        """Look at a row after the details."""
        ...

    def check(self, totals: Totals, faults: Faults) -> None:
        """Hold what the file says about itself against its rows."""
        ...


class StatementReader:
    """Feed it bytes, get lines; `finish` returns the totals or raises StatementFaulty with every fault."""

    def __init__(self, layout: Layout, file: str) -> None:
        self._layout = layout
        self._faults = Faults(file)
        self._totals = Totals()
        self._decoder: codecs.IncrementalDecoder | None = None
        self._head = b""
        self._rest = ""
        self._row = 0
        self._state = "preamble"
        self._best_missing: tuple[str, ...] = layout.needed
        self._width = 0
        self._needed_cells: Callable[[list[str]], Sequence[str]] = tuple

    def feed(self, chunk: bytes) -> list[StatementLine]:
        return self._lines(self._decode(chunk, final=False), final=False)

    def finish(self) -> tuple[list[StatementLine], Totals, Faults]:
        """The last lines, the totals, and the faults to which the importer may add its own before `stop`."""
        last = self._lines(self._decode(b"", final=True), final=True)
        if self._state == "preamble":
            missing = "、".join(self._best_missing)
            detail = f"no row with the headings was found; missing: {missing}; choose the right kind of file"
            self._faults.add(None, None, "billing.headings_missing", detail)
        else:
            self._layout.check(self._totals, self._faults)
        return last, self._totals, self._faults

    def _decode(self, chunk: bytes, *, final: bool) -> str:
        if self._decoder is None:
            self._head += chunk
            if len(self._head) < 4096 and not final:
                return ""
            self._decoder = codecs.getincrementaldecoder(_encoding(self._head))("strict")
            chunk, self._head = self._head, b""
        try:
            return self._decoder.decode(chunk, final)
        except UnicodeDecodeError as broken:
            detail = (
                f"byte {broken.start} is no {broken.encoding} text, or the file was cut off; export and send it again"
            )
            self._faults.add(self._row + 1, None, "billing.encoding_broken", detail)
            self._faults.stop()
            raise

    def _lines(self, text: str, *, final: bool) -> list[StatementLine]:
        if "\0" in text:
            detail = "the file holds zero bytes, which no text has; export and send it again"
            self._faults.add(
                self._row + 1 + text[: text.index("\0")].count("\n"), None, "billing.encoding_broken", detail
            )
            self._faults.stop()
        text = self._rest + text
        if final:
            complete, self._rest = text, ""
        else:
            cut = text.rfind("\n") + 1
            complete, self._rest = text[:cut], text[cut:]
            if len(self._rest) > _ROW_CHARS_MAX:
                self._faults.add(self._row + 1, None, "billing.row_too_long", "this is no statement: a row has no end")
                self._faults.stop()
        return self._rows(csv.reader(complete.splitlines())) if complete else []

    def _rows(self, rows: Iterator[list[str]]) -> list[StatementLine]:
        lines: list[StatementLine] = []
        try:
            if self._state == "preamble":
                self._before_rows(rows)
            if self._state == "rows":
                self._details(rows, lines)
            for row in rows:
                self._row += 1
                cells = [self._layout.clean(cell) for cell in row]
                if any(cells):
                    self._layout.read_ending(cells, self._row)
        except (csv.Error, CellFault) as broken:
            self._faults.add(self._row, getattr(broken, "column", None), "billing.row_unreadable", str(broken))
        self._totals.add(lines)
        return lines

    def _before_rows(self, rows: Iterator[list[str]]) -> None:
        for row in rows:
            self._row += 1
            cells = [self._layout.clean(cell) for cell in row]
            if any(cells):
                self._preamble(cells)
                if self._state == "rows":
                    return

    def _details(self, rows: Iterator[list[str]], lines: list[StatementLine]) -> None:
        """The hot loop: only cells that are needed are picked, and only those looked at are cleaned."""
        layout, pick, width = self._layout, self._needed_cells, self._width
        read_row, ends_rows, clean = layout.read_row, layout.ends_rows, layout.clean
        for row in rows:
            self._row += 1
            if not row:
                continue
            if ends_rows(row[0]):
                self._state = "ending"
                layout.read_ending([clean(cell) for cell in row], self._row)
                return
            try:
                if len(row) >= width:
                    lines.append(read_row(pick(row), self._row))
                elif any(map(clean, row)):
                    self._too_short(row)
            except CellFault as fault:
                # A row of blank cells is no row.
                if any(map(clean, row)):
                    self._faults.add(self._row, fault.column, fault.code, fault.detail)

    def _too_short(self, row: list[str]) -> None:
        detail = f"this row has {len(row)} cells, its headings need {self._width}; the file may be cut off"
        self._faults.add(self._row, None, "billing.row_too_short", detail)

    def _preamble(self, cells: list[str]) -> None:
        names = [cell.replace("（", "(").replace("）", ")") for cell in cells]
        missing = tuple(name for name in self._layout.needed if name not in names)
        if not missing:
            places = {name: place for place, name in reversed(list(enumerate(names)))}
            self._width = max(places[name] for name in self._layout.needed) + 1
            self._layout.use_headings(places)
            self._needed_cells = itemgetter(*(places[name] for name in self._layout.needed))
            self._state = "rows"
            return
        if len(missing) < len(self._best_missing):
            self._best_missing = missing
        if self._row > PREAMBLE_ROWS_MAX:
            self.finish()
            self._faults.stop()
        self._layout.read_preamble(cells)


def _encoding(head: bytes) -> str:
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    try:
        codecs.getincrementaldecoder("utf-8")("strict").decode(head, False)
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8"
