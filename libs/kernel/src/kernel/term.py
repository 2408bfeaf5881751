"""School years, terms and months as the books know them."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from kernel.errors import Invalid
from kernel.period import Period

_TERM_CODE = re.compile(r"^(\d{4})-(spring|autumn)$")
_MONTH_CODE = re.compile(r"^(\d{4})-(0[1-9]|1[0-2])$")


class NotATerm(Invalid):
    code = "kernel.not_a_term"


class NotAMonth(Invalid):
    code = "kernel.not_a_month"


class Season(Enum):
    SPRING = "spring"
    AUTUMN = "autumn"


@dataclass(frozen=True, slots=True, order=True)
class TermCode:
    """A term by calendar year and season, written `2026-spring`."""

    year: int
    season: str

    @classmethod
    def parse(cls, text: str) -> "TermCode":
        match = _TERM_CODE.match(text)
        if match is None:
            raise NotATerm(f"'{text}' is no term; write it like 2026-spring", params={"value": text})
        return cls(int(match[1]), match[2])

    @property
    def school_year(self) -> int:
        """The year in which the school year began: 2025 for spring 2026."""
        return self.year if self.season == Season.AUTUMN.value else self.year - 1

    def __str__(self) -> str:
        return f"{self.year}-{self.season}"


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month, the period that is reconciled and closed (月清月结)."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> "Month":
        match = _MONTH_CODE.match(text)
        if match is None:
            raise NotAMonth(f"'{text}' is no month; write it like 2026-03", params={"value": text})
        return cls(int(match[1]), int(match[2]))

    @classmethod
    def of(cls, day: date) -> "Month":
        return cls(day.year, day.month)

    @property
    def period(self) -> Period:
        return Period(date(self.year, self.number, 1), self.next().first_on)

    @property
    def first_on(self) -> date:
        return date(self.year, self.number, 1)

    @property
    def last_on(self) -> date:
        return self.next().first_on - timedelta(days=1)

    def next(self) -> "Month":
        return Month(self.year + self.number // 12, self.number % 12 + 1)

    def previous(self) -> "Month":
        return Month.of(self.first_on - timedelta(days=1))

    def __str__(self) -> str:
        return f"{self.year}-{self.number:02d}"
