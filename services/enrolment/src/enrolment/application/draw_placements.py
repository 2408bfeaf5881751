"""Seats of a whole school are given out: priority groups, then a seeded lottery (P8)."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from enrolment.application.ports.applying import Drawable, NewPlacement
from enrolment.application.ports.base import SchoolTerm
from enrolment.application.ports.work import UnitOfWork, Work
from enrolment.application.prepare_agreements import prepare_agreements
from enrolment.application.rules_in_force import adoption_for, rules_of
from enrolment.domain.application import ApplicationState
from enrolment.domain.consent import ConsentState
from enrolment.domain.draw import Drawn, DrawnOffering, Entrant, draw, priority_of
from enrolment.domain.gate import ApplicationsNotOpen
from enrolment.domain.offering import Offering, OfferingState, term_cap_fen
from enrolment.domain.placement import NothingToDraw, PlacementState, answer_by
from kernel.actor import Actor
from kernel.errors import Conflict
from kernel.ids import new_id
from rulebook.adoption import AdoptedPack
from rulebook.words import Nature


class ApplicationsStillOpen(Conflict):
    code = "enrolment.applications_still_open"


@dataclass(frozen=True, slots=True)
class DrawResult:
    number: int
    entrants: int
    placed: int
    alternatives: int
    waiting: int
    digest: bytes


@dataclass(frozen=True, slots=True)
class DrawPlacements:
    """Draws every approved application of a school's term that was not drawn before.

    First-come offerings keep the order of arrival and take no part. Nobody is drawn before applications close.
    """

    unit_of_work: UnitOfWork

    async def __call__(self, *, term: str, seed: str, by: Actor, now: datetime, on: date) -> DrawResult:
        async with self.unit_of_work() as work:
            adoption = await adoption_for(work, by.path, term)
            rules = rules_of(adoption)
            school_term = await work.terms.lock_school_term(by.path, term)
            _must_be_closed(school_term, on=on)
            drawables = await work.applications.drawable(by.path.text, term)
            if not drawables:
                raise NothingToDraw("no approved application is waiting to be drawn")
            offerings = {one.id: one for one in await work.offers.of_school(by.path, term)}
            drawn = await _draw(work, drawables, offerings, rules=rules, seed=seed)
            placed = await _store(work, drawn, drawables, offerings, on=on)
            await work.applications.set_state(
                [one.entrant.application_id for one in drawables], ApplicationState.DECIDED
            )
            await prepare_agreements(work, placed, school=by.path, term=term, now=now)
            digest = digest_of(drawn, offerings)
            number = await work.placements.record_draw(
                school_path=by.path.text,
                term=term,
                seed=seed,
                by=by.id,
                now=now,
                entrants=len(drawables),
                digest=digest,
            )
            result = DrawResult(
                number,
                len(drawables),
                sum(len(one.placed) for one in drawn),
                sum(len(one.alternatives) for one in drawn),
                sum(len(one.waiting) for one in drawn),
                digest,
            )
            work.record(
                "enrolment.placements_drawn",
                f"school/{by.path.code}/{term}/draw/{number}",
                actor=by,
                at=now,
                before={"state": ApplicationState.APPROVED.value, "applications": len(drawables)},
                after={
                    "state": ApplicationState.DECIDED.value,
                    "seed": seed,
                    "placed": result.placed,
                    "alternatives": result.alternatives,
                },
                rule=f"{adoption.rule}#R13",
                digest=digest,
            )
        return result


def _must_be_closed(school_term: SchoolTerm, *, on: date) -> None:
    """Raise ApplicationsNotOpen or ApplicationsStillOpen where families can still apply, or could never."""
    if not school_term.opened:
        raise ApplicationsNotOpen("applications were not opened for this term")
    if school_term.closes_on is not None and on <= school_term.closes_on:
        raise ApplicationsStillOpen(
            f"families can apply through {school_term.closes_on}; draw after that day",
            params={"closes_on": school_term.closes_on.isoformat()},
        )


async def _draw(
    work: Work,
    drawables: Sequence[Drawable],
    offerings: dict[UUID, Offering],
    *,
    rules: AdoptedPack,
    seed: str,
) -> tuple[Drawn, ...]:
    """Care and courses are drawn apart: nobody loses care by getting a course."""
    drawn_here = [one for one in offerings.values() if one.state is OfferingState.PUBLISHED and not one.first_come]
    left = await work.offers.lock_seats(sorted(one.id for one in drawn_here))
    waiting = await work.placements.waiting_counts(sorted(left))
    results = []
    for care in (True, False):
        stock = [
            DrawnOffering.of(one, seats_left=left[one.id])
            for one in drawn_here
            if (one.nature == Nature.CARE.value) is care
        ]
        entrants = [
            entrant
            for one in drawables
            if (entrant := _entrant(one, stock, offerings, rules=rules, care=care)) is not None
        ]
        cap = None if care else term_cap_fen({offerings[one.id].product for one in stock}, rules)
        results.append(draw(entrants, stock, seed=seed, cap_fen=cap, waiting_before=waiting))
    return tuple(results)


def _entrant(
    drawable: Drawable,
    stock: Sequence[DrawnOffering],
    offerings: dict[UUID, Offering],
    *,
    rules: AdoptedPack,
    care: bool,
) -> Entrant | None:
    if drawable.consent is ConsentState.REFUSED and not care:
        return None
    ids = {one.id for one in stock}
    given = drawable.entrant
    wishes = tuple(wish for wish in given.wishes if wish in ids)
    got = [offerings[one] for one in drawable.placed_offerings if one in offerings]
    got = [one for one in got if (one.nature == Nature.CARE.value) is care]
    wanted = (1 if care else given.wanted) - len(got)
    if not wishes or wanted <= 0:
        return None
    order = rules.allocation(offerings[wishes[0]].product).value.priority
    return Entrant(
        application_id=given.application_id,
        pupil_id=given.pupil_id,
        draw_key=given.draw_key,
        priority=priority_of(drawable.priorities, grade=given.grade, order=order),
        grade=given.grade,
        wishes=wishes,
        wanted=wanted,
        busy=frozenset().union(*(one.weekdays for one in got)) if not care else frozenset(),
        spent_fen=sum(one.price.fen for one in got),
    )


async def _store(
    work: Work, drawn: Sequence[Drawn], drawables: Sequence[Drawable], offerings: dict[UUID, Offering], *, on: date
) -> list[UUID]:
    days = {one.entrant.application_id: one.weekdays for one in drawables}
    new: list[NewPlacement] = []
    changes: dict[UUID, tuple[int, int]] = {}

    def add(entrant: Entrant, offering_id: UUID, state: PlacementState, position: int | None = None) -> None:
        offering = offerings[offering_id]
        care = offering.nature == Nature.CARE.value
        weekdays = tuple(day for day in offering.weekdays if not care or day in days[entrant.application_id])
        new.append(
            NewPlacement(
                id=new_id(),
                application_id=entrant.application_id,
                pupil_id=entrant.pupil_id,
                offering_id=offering_id,
                school_path=offering.school_path.text,
                term=offering.term,
                weekdays=weekdays,
                state=state,
                position=position,
                answer_by=answer_by(on) if state is PlacementState.ALTERNATIVE else None,
            )
        )
        held, taken = changes.get(offering_id, (0, 0))
        held += state is PlacementState.ALTERNATIVE
        taken += state is PlacementState.PLACED
        changes[offering_id] = (held, taken)

    for result in drawn:
        for seat in result.placed:
            add(seat.entrant, seat.offering_id, PlacementState.PLACED)
        for seat in result.alternatives:
            add(seat.entrant, seat.offering_id, PlacementState.ALTERNATIVE)
        for waiting in result.waiting:
            add(waiting.entrant, waiting.offering_id, PlacementState.WAITLISTED, waiting.position)
    await work.placements.add(new)
    await work.offers.change_seats(changes)
    return [one.id for one in new if one.state is PlacementState.PLACED]


def digest_of(drawn: Sequence[Drawn], offerings: dict[UUID, Offering]) -> bytes:
    """SHA-256 over draw keys and titles: the same in every run of the same term with the same seed."""
    lines = sorted(
        f"{kind}:{one.entrant.draw_key.hex()}:{offerings[one.offering_id].natural_key}"
        for result in drawn
        for kind, some in (("p", result.placed), ("a", result.alternatives), ("w", result.waiting))
        for one in some
    )
    return hashlib.sha256("\n".join(lines).encode()).digest()
