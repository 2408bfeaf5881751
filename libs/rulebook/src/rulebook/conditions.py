"""For whom and when one tier of a price or cap counts."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from kernel.errors import Invalid
from rulebook.decode import Range
from rulebook.words import Area, Case, Stage

_MONTH_DAY = re.compile(r"^(\d{2})-(\d{2})$")
_ANY_LEAP_YEAR = 2024


class CaseIncomplete(Invalid):
    code = "rulebook.case_incomplete"


@dataclass(frozen=True, slots=True, order=True)
class MonthDay:
    """A day of every year, written `12-01`."""

    month: int
    day: int

    @classmethod
    def parse(cls, text: str) -> "MonthDay":
        """Raise ValueError where the text is no such day."""
        match = _MONTH_DAY.match(text)
        if match is None:
            raise ValueError("write a day of the year like 12-01")
        day = date(_ANY_LEAP_YEAR, int(match[1]), int(match[2]))
        return cls(day.month, day.day)


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditional:
    """Counts where every condition given is met; no condition = always."""

    stages: tuple[Stage, ...] = ()
    grades: tuple[Annotated[int, Range(1, 12)], ...] = ()
    months: tuple[Annotated[int, Range(1, 12)], ...] = ()
    areas: tuple[Area, ...] = ()

    def fits(self, case: Case) -> bool:
        """True where the case meets every condition; raise CaseIncomplete where the case leaves one open."""
        return (
            _meets("stage", case.stage, self.stages)
            and _meets("grade", case.grade, self.grades)
            and _meets("month", case.month, self.months)
            and _meets("area", case.area, self.areas)
        )


def _meets(name: str, given: object, wanted: tuple[object, ...]) -> bool:
    if not wanted:
        return True
    if given is None:
        raise CaseIncomplete(f"this rule depends on the {name}; say which", params={"part": name})
    return given in wanted
