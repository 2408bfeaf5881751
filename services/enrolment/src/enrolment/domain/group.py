"""Temporary classes and their sessions: at most the pack's size, on school days, inside the window (R04, R06, R12)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from enrolment.domain.school_calendar import Day, DayKind
from kernel.errors import Conflict, NotFound
from rulebook.adoption import AdoptedPack
from rulebook.words import Stage


class GroupUnknown(NotFound):
    code = "enrolment.group_unknown"


class SessionUnknown(NotFound):
    code = "enrolment.session_unknown"


class NobodyToGroup(Conflict):
    code = "enrolment.nobody_to_group"


@dataclass(frozen=True, slots=True)
class Member:
    """An agreed pupil; the sort key keeps home classes together and never depends on ids."""

    pupil_id: UUID
    placement_id: UUID
    grade: int
    class_number: int
    draw_key: bytes

    @property
    def sort_key(self) -> tuple[int, int, bytes]:
        return (self.grade, self.class_number, self.draw_key)


@dataclass(frozen=True, slots=True)
class Slot:
    """One session to be held."""

    held_on: date
    starts_at: time
    ends_at: time
    number: int


def split(members: Iterable[Member], *, size_max: int) -> tuple[tuple[Member, ...], ...]:
    """Groups of nearly equal size, none above `size_max`, neighbours staying together."""
    ordered = sorted(members, key=lambda one: one.sort_key)
    if not ordered:
        return ()
    count = -(-len(ordered) // size_max)
    small, larger = divmod(len(ordered), count)
    groups: list[tuple[Member, ...]] = []
    start = 0
    for place in range(count):
        end = start + small + (1 if place < larger else 0)
        groups.append(tuple(ordered[start:end]))
        start = end
    return tuple(groups)


def schedule(
    *,
    product: str,
    weekdays: Sequence[int],
    starts_at: time,
    ends_at: time,
    lessons: int,
    days: Iterable[Day],
    first_on: date,
    rules: AdoptedPack,
    stages: Sequence[Stage],
) -> tuple[Slot, ...]:
    """The sessions of a group from `first_on`: `lessons` of them, or one each served day when that is 0.

    A make-up day follows the timetable of the weekday the calendar names. A day whose window does not allow the
    hours (a winter season, for one) has no session.
    """
    slots: list[Slot] = []
    for day in days:
        if day.on < first_on or not day.is_school_day or day.follows not in weekdays:
            continue
        served = rules.check_service_day(day.on, is_school_day=True, is_make_up_day=day.kind is DayKind.MAKE_UP).value
        fits = served and all(
            rules.check_window(product, day.on, stage, starts_at=starts_at, ends_at=ends_at).value for stage in stages
        )
        if fits:
            slots.append(Slot(day.on, starts_at, ends_at, len(slots) + 1))
        if lessons and len(slots) == lessons:
            break
    return tuple(slots)
