"""What can be wrong with a file somebody sends, said so that they can mend it."""

from kernel.errors import Fault, Invalid, Unavailable
from kernel.text import CharacterNotUsable

# Told at once; who has more to mend begins with these.
FAULTS_MAX = 100


class FileUnreadable(Invalid):
    code = "chassis.file_unreadable"


class FileTooBig(Invalid):
    code = "chassis.file_too_big"


class FileNotText(Invalid):
    code = "chassis.file_not_text"


class SheetMissing(Invalid):
    code = "chassis.sheet_missing"


class HeadingMissing(Invalid):
    code = "chassis.heading_missing"


class HeadingTwice(Invalid):
    code = "chassis.heading_twice"


class FilesWaiting(Unavailable):
    code = "chassis.files_waiting"


class RowsFaulty(Invalid):
    """Some rows cannot be used; nothing of the file was taken."""

    code = "chassis.rows_faulty"


# What the process that reads a file says at its end where it has no answer.
UNREADABLE, TOO_COSTLY = 3, 4
CELL_INVALID = "chassis.cell_invalid"
CELL_EMPTY = "chassis.cell_empty"
CELL_ERROR = "chassis.cell_error"
CELL_NOT_TEXT = "chassis.cell_not_text"
ROW_RAGGED = "chassis.row_ragged"
CELL_CHARACTER = CharacterNotUsable.code
ROW_CODES = (CELL_INVALID, CELL_EMPTY, CELL_ERROR, CELL_NOT_TEXT, ROW_RAGGED, CELL_CHARACTER)
# What a file can be refused as while it is read, by code.
KINDS: dict[str, type[Invalid]] = {
    kind.code: kind for kind in (FileUnreadable, FileTooBig, SheetMissing, HeadingMissing, HeadingTwice, RowsFaulty)
}


def place(file: str, sheet: str | None = None, row: int | None = None, column: str | None = None) -> str:
    """Where in a file, as a Fault's pointer: `名册.xlsx/学生名册/12/姓名`."""
    parts = [file, sheet or "", str(row) if row is not None else "", column or ""]
    return "/".join(parts).rstrip("/")


def at(kind: type[Invalid], detail: str, *, file: str, sheet: str | None = None, column: str | None = None) -> Invalid:
    """An error about the file as a whole, with the place as its one fault."""
    fault = Fault(place(file, sheet, None, column), kind.code, detail, {"file": file})
    return kind(detail, params={"file": file}, faults=(fault,))


def rows_faulty(file: str, faults: list[Fault]) -> RowsFaulty:
    """The error an import raises after looking at every row."""
    shown = tuple(faults[:FAULTS_MAX])
    detail = f"{len(faults)} place(s) in {file} must be mended; nothing was imported"
    return RowsFaulty(detail, params={"file": file, "faults": len(faults)}, faults=shown)
