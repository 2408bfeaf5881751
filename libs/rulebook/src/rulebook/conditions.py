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
        """True where the case meets every condition; raise CaseIncomplete where only a part left out could decide."""
        wanted: dict[str, tuple[tuple[object, ...], object]] = {
            "stage": (self.stages, case.stage),
            "grade": (self.grades, case.grade),
            "month": (self.months, case.month),
            "area": (self.areas, case.area),
        }
        asked = {name: pair for name, pair in wanted.items() if pair[0]}
        if any(given is not None and given not in allowed for allowed, given in asked.values()):
            return False
        for name, (_, given) in asked.items():
            if given is None:
                raise CaseIncomplete(f"this rule depends on the {name}; say which", params={"part": name})
        return True
