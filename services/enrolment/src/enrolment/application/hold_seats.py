"""Seats of first-come offerings are held as soon as a family applies, in order of arrival (P8, C5.9)."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from enrolment.application.end_placements import end_placements, offer_freed_seats
from enrolment.application.ports.applying import NewApplication, NewPlacement
from enrolment.application.ports.work import Work
from enrolment.domain.draw import DrawnOffering, fits
from enrolment.domain.offering import Offering
from enrolment.domain.placement import HOLDING, TAKING, EndReason, Placement, PlacementState
from kernel.ids import new_id
from rulebook.words import Nature

PENDING, NOT_NEEDED, DOES_NOT_FIT = "pending", "not_needed", "does_not_fit"


@dataclass(frozen=True, slots=True)
class WishOutcome:
    """What became of one wish at once: `held`, `waitlisted` with a position, or `pending` until the draw.

    `not_needed`: as many courses are held as were asked for; `does_not_fit`: it is on the day of a course that is held,
    or both together cost more than one pupil may be charged.
    """

    offering_id: UUID
    outcome: str
    position: int | None = None


@dataclass(frozen=True, slots=True)
class Family:
    """An accepted application with its wishes in order; `cap_fen` is the most its child may be charged for courses."""

    new: NewApplication
    wishes: tuple[Offering, ...]
    cap_fen: int | None


async def hold_seats(
    work: Work, families: Sequence[Family], *, now: datetime, on: date
) -> dict[tuple[UUID, UUID], WishOutcome]:
    """Return the outcome per (application, offering) of first-come wishes.

    Who applies again keeps the seat or the place on the list of what it still wishes. Everything else is given up and
    offered to whoever waits for it.
    """
    again = sorted(one.new.id for one in families if one.new.applicant.application_id is not None)
    standing = await work.placements.of_applications(again) if again else ()
    hurried = {wish.id for one in families for wish in one.wishes if wish.first_come}
    touched = sorted(hurried | {one.offering_id for one in standing})
    if not touched:
        return {}
    left = await work.offers.lock_seats(touched)
    batch = _Batch(left, await work.placements.waiting_counts(touched), standing)
    outcomes = {(one.new.id, told.offering_id): told for one in families for told in batch.take(one)}
    given_up = [one for one in standing if one.id not in batch.kept and one.state not in TAKING]
    if given_up:
        await end_placements(work, given_up, reason=EndReason.WITHDRAWN, now=now, on=on)
    await work.placements.renew(batch.kept)
    await work.placements.add(batch.added)
    await work.offers.change_seats({offering: (count, 0) for offering, count in batch.held.items()})
    freed = Counter(one.offering_id for one in given_up if one.state in HOLDING)
    if freed:
        await offer_freed_seats(work, freed, on=on)
    return outcomes


class _Batch:
    """Goes through the families in order of arrival and remembers what is to be stored."""

    def __init__(self, left: Mapping[UUID, int], waiting: Mapping[UUID, int], standing: Sequence[Placement]) -> None:
        self._left = dict(left)
        self._waiting = dict(waiting)
        self._standing = {(one.application_id, one.offering_id): one for one in standing}
        # Per standing placement that stays: its state and days from now on.
        self.kept: dict[UUID, tuple[PlacementState, tuple[int, ...]]] = {}
        self.added: list[NewPlacement] = []
        self.held: Counter[UUID] = Counter()

    def take(self, family: Family) -> list[WishOutcome]:
        mine: list[DrawnOffering] = []
        told: list[WishOutcome] = []
        for wish in family.wishes:
            if not wish.first_come:
                continue
            stands = self._standing.get((family.new.id, wish.id))
            offering = DrawnOffering.of(wish, seats_left=self._left.get(wish.id, 0))
            is_course = wish.nature != Nature.CARE.value
            if stands is not None and stands.state in TAKING:
                outcome = WishOutcome(wish.id, stands.state.value)
            elif is_course and len(mine) >= family.new.applying.courses_wanted:
                outcome = WishOutcome(wish.id, NOT_NEEDED)
            elif is_course and not fits(offering, mine, cap_fen=family.cap_fen):
                outcome = WishOutcome(wish.id, DOES_NOT_FIT)
            else:
                outcome = self._seat(family.new, wish, stands)
            if is_course and outcome.outcome not in (NOT_NEEDED, DOES_NOT_FIT, PlacementState.WAITLISTED):
                mine.append(offering)
            told.append(outcome)
        return told

    def _seat(self, new: NewApplication, wish: Offering, stands: Placement | None) -> WishOutcome:
        """A seat, or a place on the list: the one that stands, or a new one at its end."""
        state, position = PlacementState.HELD, None
        if stands is None or stands.state not in HOLDING:
            if self._left.get(wish.id, 0) > 0:
                self._left[wish.id] -= 1
                self.held[wish.id] += 1
            else:
                state = PlacementState.WAITLISTED
        if stands is not None:
            self.kept[stands.id] = (state, _weekdays(new, wish))
        else:
            if state is PlacementState.WAITLISTED:
                position = self._waiting[wish.id] = self._waiting.get(wish.id, 0) + 1
            self.added.append(_placement(new, wish, state, position))
        return WishOutcome(wish.id, state.value, position)


def _placement(new: NewApplication, wish: Offering, state: PlacementState, position: int | None) -> NewPlacement:
    return NewPlacement(
        id=new_id(),
        application_id=new.id,
        pupil_id=new.applying.pupil_id,
        offering_id=wish.id,
        school_path=new.applicant.school_path,
        term=new.applying.term,
        weekdays=_weekdays(new, wish),
        state=state,
        position=position,
    )


def _weekdays(new: NewApplication, wish: Offering) -> tuple[int, ...]:
    care = wish.nature == Nature.CARE.value
    return tuple(day for day in wish.weekdays if not care or day in new.applying.weekdays)
