"""Reading a statement file piece by piece, whatever its size: encoding, headings, rows, ending."""

import codecs
import csv
from collections.abc import Iterable, Sequence
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
        """A cell without what the format wraps around it."""
        ...

    def read_preamble(self, cells: Sequence[str]) -> None:
        """Look at a row before the headings."""
        ...

    def use_headings(self, places: dict[str, int]) -> None:
        """Learn in which column each heading stands."""
        ...

    def ends_rows(self, cells: Sequence[str]) -> bool:
        """True where the detail rows are over."""
        ...

    def read_row(self, cells: Sequence[str], number: int) -> StatementLine | None:
        """The line of a detail row; raises CellFault."""
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

    def _rows(self, rows: Iterable[list[str]]) -> list[StatementLine]:
        layout, totals = self._layout, self._totals
        lines = []
        try:
            for row in rows:
                self._row += 1
                cells = [layout.clean(cell) for cell in row]
                if not any(cells):
                    continue
                if self._state == "rows":
                    if layout.ends_rows(cells):
                        self._state = "ending"
                        layout.read_ending(cells, self._row)
                        continue
                    line = self._line(cells)
                    if line is not None:
                        totals.add(line)
                        lines.append(line)
                elif self._state == "preamble":
                    self._preamble(cells)
                else:
                    layout.read_ending(cells, self._row)
        except (csv.Error, CellFault) as broken:
            self._faults.add(self._row, getattr(broken, "column", None), "billing.row_unreadable", str(broken))
        return lines

    def _line(self, cells: list[str]) -> StatementLine | None:
        if len(cells) < self._width:
            detail = f"this row has {len(cells)} cells, its headings need {self._width}; the file may be cut off"
            self._faults.add(self._row, None, "billing.row_too_short", detail)
            return None
        try:
            return self._layout.read_row(cells, self._row)
        except CellFault as fault:
            self._faults.add(self._row, fault.column, fault.code, fault.detail)
            return None

    def _preamble(self, cells: list[str]) -> None:
        names = [cell.replace("（", "(").replace("）", ")") for cell in cells]
        missing = tuple(name for name in self._layout.needed if name not in names)
        if not missing:
            places = {name: place for place, name in reversed(list(enumerate(names)))}
            self._width = max(places[name] for name in self._layout.needed) + 1
            self._layout.use_headings(places)
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
