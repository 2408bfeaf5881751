"""What every step of the term shares: the city, its people, the clock, and what has been learnt on the way."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Protocol

from sample_city.city import CITY_CODE, TERM, City, Employee, School
from sample_city.money_world import MoneyWorld
from sample_city.people import People, Person

Progress = Callable[[str, int, int], None]
Step = Callable[["Stage"], Awaitable[None]]

ROLES = {
    "校长": "principal",
    "学校管理员": "school-administrator",
    "会计": "school-accountant",
    "出纳": "school-cashier",
    "班主任": "class-teacher",
    "值班教师": "duty-teacher",
    "教育局经办": "district-officer",
    "公安审核": "police-officer",
    "市场监管审核": "market-officer",
    "文旅体育审核": "culture-officer",
    "财政经办": "finance-officer",
    "督导员": "inspector",
    "市级专班": "city-officer",
    "审计员": "auditor",
}
SYSTEM_ADMINISTRATOR = "system-administrator"


class TermClock(Protocol):
    """Moves business time; returns when every service has caught up with it."""

    async def advance_to(self, day: date, *, hour: int = 9) -> None: ...

    async def settle(self) -> None:
        """Wait, at the same instant, until all events are applied."""
        ...

    async def close(self) -> None:
        """Let go of what it holds."""
        ...


class Telephones(Protocol):
    """The telephones of the families: which code came with a message."""

    async def code(self, reference: str) -> str: ...


@dataclass(slots=True)
class Stage:
    city: City
    people: People
    clock: TermClock
    telephones: Telephones
    progress: Progress
    # Where the files these offices exchange are kept, for whoever wants to look at them.
    folder: Path | None = None
    money: dict[str, MoneyWorld] = field(default_factory=dict)
    # What later steps need of earlier ones, by name: ids of vendors, contracts, offerings, children …
    known: dict[str, Any] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def term(self) -> str:
        return str(TERM)

    @property
    def administrator(self) -> Person:
        return Person(SYSTEM_ADMINISTRATOR, f"system-administrator@/{CITY_CODE}")

    def officer(self, post: str, place: int = 0) -> Person:
        """An officer of the district or city, the `place`-th of those who hold the post."""
        path = f"/{CITY_CODE}" if post in ("市级专班", "审计员") else self.city.district_path
        return acting(self.city.officers_holding(post)[place], post, path)

    def at(self, school: School, post: str, place: int = 0) -> Person:
        return acting(school.holding(post)[place], post, school.path)

    def class_teachers(self, school: School) -> dict[str, Person]:
        """Class teachers by class, `3.2`."""
        return {one.teaches: acting(one, "班主任", school.path) for one in school.holding("班主任")}

    def guardian(self, login: str) -> Person:
        return Person(login, "guardian@/family")

    def keep(self, name: str, content: bytes) -> None:
        """Keep a file that was sent."""
        if self.folder is not None:
            path = self.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)

    def counting(self, what: str, total: int) -> Callable[[int], None]:
        """Tells how many of `total` are done."""

        def done(count: int) -> None:
            self.progress(what, count, total)

        return done

    def count(self, name: str, by: int) -> None:
        self.counts[name] = self.counts.get(name, 0) + by


def acting(employee: Employee, post: str, path: str) -> Person:
    return Person(employee.number.lower(), f"{ROLES[post]}@{path}")
