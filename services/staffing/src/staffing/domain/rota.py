"""Who stands in front of which group on which afternoon."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import Enum
from uuid import UUID

from kernel.errors import Conflict, Fault, Invalid, NotFound

SHIFTS_PER_REQUEST_MAX = 2_000


class Duty(Enum):
    """What the person does in the session; the leader answers for the whole day (R44)."""

    DUTY = "duty"
    COURSE = "course"
    LEADER = "leader"


class TooManyShifts(Invalid):
    code = "staffing.too_many_shifts"


class SessionUnknown(NotFound):
    code = "staffing.session_unknown"


class RotaRefused(Conflict):
    """Some shifts cannot be: each fault says which session, who, and why."""

    code = "staffing.rota_refused"


@dataclass(frozen=True, slots=True)
class Session:
    """One afternoon of one group, as enrolment scheduled it."""

    id: UUID
    group_id: UUID
    school_path: str
    held_on: date
    starts_at: time
    ends_at: time
    vendor_id: UUID | None
    suspended: bool = False

    def clashes(self, other: "Session") -> bool:
        return self.held_on == other.held_on and self.starts_at < other.ends_at and other.starts_at < self.ends_at


@dataclass(frozen=True, slots=True)
class Shift:
    session_id: UUID
    person_id: UUID
    duty: Duty


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody belongs until `ends_on` (not included): the path of a school, or `vendor:<id>`."""

    name: str
    starts_on: date
    ends_on: date | None = None

    def holds(self, on: date) -> bool:
        return self.starts_on <= on and (self.ends_on is None or on < self.ends_on)


@dataclass(frozen=True, slots=True)
class ShiftsAssigned:
    """The whole rota of a group as it now stands."""

    group_id: UUID
    school_path: str
    shifts: tuple[Shift, ...]


def check_shifts(
    wanted: Sequence[Shift],
    *,
    sessions: Mapping[UUID, Session],
    standing: Mapping[UUID, Sequence[Session]],
    cleared: Collection[tuple[UUID, date]],
    places: Mapping[UUID, Collection[Place]],
) -> None:
    """Raise RotaRefused naming every shift that cannot be.

    `standing` are the sessions each person already has, `cleared` the (person, day) pairs with a valid check (R33),
    `places` where each person belongs; all of it is held against the day of each session.
    """
    faults: list[Fault] = []
    taken: dict[UUID, list[Session]] = {person: list(held) for person, held in standing.items()}
    for place, shift in enumerate(wanted):
        session = sessions[shift.session_id]
        unfit = _why_unfit(shift, session, cleared=cleared, places=places)
        if session.suspended:
            faults.append(_fault(place, "session_suspended", f"the session of {session.held_on} is suspended"))
        elif unfit is not None:
            faults.append(_fault(place, *unfit))
        elif shift.duty is not Duty.LEADER and any(
            session.clashes(other) and other.id != session.id for other in taken.get(shift.person_id, ())
        ):
            faults.append(_fault(place, "two_places_at_once", f"already on duty elsewhere on {session.held_on}"))
        else:
            taken.setdefault(shift.person_id, []).append(session)
    if faults:
        raise RotaRefused(f"{len(faults)} of {len(wanted)} shifts cannot be", faults=tuple(faults))


def unfit_shifts(
    standing: Sequence[tuple[Shift, Session]],
    *,
    cleared: Collection[tuple[UUID, date]],
    places: Mapping[UUID, Collection[Place]],
) -> list[Shift]:
    """The shifts nobody could assign any more, because the person is barred, has left or belongs elsewhere."""
    return [
        shift for shift, session in standing if _why_unfit(shift, session, cleared=cleared, places=places) is not None
    ]


def _why_unfit(
    shift: Shift,
    session: Session,
    *,
    cleared: Collection[tuple[UUID, date]],
    places: Mapping[UUID, Collection[Place]],
) -> tuple[str, str] | None:
    belongs = {place.name for place in places.get(shift.person_id, ()) if place.holds(session.held_on)}
    if shift.duty is Duty.COURSE and session.vendor_id is not None:
        if f"vendor:{session.vendor_id}" not in belongs:
            return "not_of_this_vendor", "the contract's own cleared instructors teach this course"
    elif session.school_path not in belongs:
        return "not_of_this_school", "this person does not work at the school that day"
    if (shift.person_id, session.held_on) not in cleared:
        return "not_cleared", f"no valid criminal-record check for {session.held_on}"
    return None


def _fault(place: int, code: str, detail: str) -> Fault:
    return Fault(f"/shifts/{place}", f"staffing.{code}", detail)
