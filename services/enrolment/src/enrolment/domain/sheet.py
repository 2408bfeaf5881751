"""Rows of an imported workbook, as the rules see them."""

from typing import Protocol

from kernel.errors import Fault, Invalid


class FileRefused(Invalid):
    """Nothing of the file was taken; every fault names sheet, row, column and remedy."""

    code = "enrolment.file_refused"


class SheetRow(Protocol):
    """One row below the headings: `row["姓名"]` is stripped text, `fault` names its place in the file."""

    @property
    def number(self) -> int: ...

    def __getitem__(self, heading: str) -> str: ...

    def fault(self, heading: str, code: str, detail: str, **params: str | int) -> Fault: ...


def refuse_if_faulty(faults: list[Fault], *, file: str) -> None:
    """Raise FileRefused with all faults, so that one round of mending is enough."""
    if faults:
        raise FileRefused(
            f"nothing was imported from {file}: mend {len(faults)} fault(s) and send it again",
            params={"file": file, "faults": len(faults)},
            faults=tuple(faults[:200]),
        )
