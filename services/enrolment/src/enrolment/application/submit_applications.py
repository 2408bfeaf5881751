"""Families apply: many at once are admitted in one transaction, each with its own exact answer (P4, P8, C5.9)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from enrolment.application.ports.applying import NewApplication, NewPlacement
from enrolment.application.ports.work import Work
from enrolment.application.rules_in_force import adoption_for
from enrolment.domain.adoption import Adoption
from enrolment.domain.application import Applicant, Applying, ChildNotOwn, check_applying
from enrolment.domain.offering import Offering
from enrolment.domain.placement import PlacementState
from kernel.actor import Actor
from kernel.errors import Refusal
from kernel.ids import new_id
from kernel.organisation import OrganisationPath
from rulebook.words import Nature


@dataclass(frozen=True, slots=True)
class WishOutcome:
    """What became of one wish at once: `held`, `waitlisted` with a position, or `pending` until the draw."""

    offering_id: UUID
    outcome: str
    position: int | None = None


@dataclass(frozen=True, slots=True)
class Submitted:
    application_id: UUID
    wishes: tuple[WishOutcome, ...]


@dataclass(frozen=True, slots=True)
class SubmitApplications:
    """Runs in the caller's unit of work, so that keys, effects and answers of a batch commit together."""

    async def __call__(
        self, work: Work, *, applyings: Sequence[Applying], actors: Sequence[Actor], now: datetime, on: date
    ) -> list[Submitted | Refusal]:
        """Return per application what became of it, or the refusal its family is told; order is kept."""
        applicants = await work.applications.applicants(applyings, on=on)
        wished = sorted({wish for one in applyings for wish in one.wishes})
        offerings = await work.offers.by_ids(wished)
        adoptions = await _adoptions(work, applicants)
        results: list[Submitted | Refusal] = []
        accepted: list[tuple[int, NewApplication, tuple[Offering, ...]]] = []
        seen: set[tuple[UUID, str]] = set()
        for place, applying in enumerate(applyings):
            applicant = applicants.get((applying.guardian_id, applying.pupil_id, applying.term))
            try:
                if applicant is None or (applying.pupil_id, applying.term) in seen:
                    raise ChildNotOwn("no child of yours by that id; claim it first")
                care, courses = check_applying(applying, applicant, offerings)
                rule = adoptions[applicant.school_path, applying.term].rule
                new = NewApplication(applicant.application_id or new_id(), applying, applicant, rule)
                seen.add((applying.pupil_id, applying.term))
                accepted.append((place, new, care + courses))
                results.append(Submitted(new.id, ()))
            except Refusal as refusal:
                results.append(refusal)
        await work.applications.save([new for _, new, _ in accepted], now=now)
        outcomes = await _hold(work, accepted)
        for place, new, wishes in accepted:
            told = tuple(outcomes.get((new.id, one.id), WishOutcome(one.id, "pending")) for one in wishes)
            results[place] = Submitted(new.id, told)
            work.record(
                "enrolment.application_submitted",
                f"application/{new.id}",
                actor=actors[place],
                at=now,
                after={"wishes": len(wishes)},
                rule=new.rule,
            )
        return results


async def _adoptions(
    work: Work, applicants: Mapping[tuple[UUID, UUID, str], Applicant]
) -> dict[tuple[str, str], Adoption]:
    schools = sorted({(one.school_path, key[2]) for key, one in applicants.items() if one.opened})
    return {(path, term): await adoption_for(work, OrganisationPath(path), term) for path, term in schools}


async def _hold(
    work: Work, accepted: Sequence[tuple[int, NewApplication, tuple[Offering, ...]]]
) -> dict[tuple[UUID, UUID], WishOutcome]:
    """Seats of first-come offerings are held at once, in order of arrival, as long as there are any."""
    hurried = {one.id for _, _, wishes in accepted for one in wishes if one.first_come}
    if not hurried:
        return {}
    left = await work.offers.lock_seats(sorted(hurried))
    waiting = await work.placements.waiting_counts(sorted(hurried))
    again = {one.id for _, one, _ in accepted if one.applicant.application_id is not None}
    standing = {
        (one.application_id, one.offering_id): one
        for one in (await work.placements.of_applications(sorted(again)) if again else ())
    }
    outcomes: dict[tuple[UUID, UUID], WishOutcome] = {}
    placements: list[NewPlacement] = []
    held: dict[UUID, int] = {}
    for _, new, wishes in accepted:
        courses_held = 0
        for wish in wishes:
            if not wish.first_come:
                continue
            key = (new.id, wish.id)
            if key in standing:
                outcomes[key] = WishOutcome(wish.id, standing[key].state.value)
                courses_held += standing[key].state is PlacementState.HELD
                continue
            is_course = wish.nature != Nature.CARE.value
            if is_course and courses_held >= new.applying.courses_wanted:
                outcomes[key] = WishOutcome(wish.id, "not_needed")
                continue
            state, position = PlacementState.HELD, None
            if left.get(wish.id, 0) > 0:
                left[wish.id] -= 1
                held[wish.id] = held.get(wish.id, 0) + 1
                courses_held += is_course
            else:
                waiting[wish.id] = waiting.get(wish.id, 0) + 1
                state, position = PlacementState.WAITLISTED, waiting[wish.id]
            outcomes[key] = WishOutcome(wish.id, state.value, position)
            placements.append(_placement(new, wish, state, position))
    await work.placements.add(placements)
    await work.offers.change_seats({offering: (count, 0) for offering, count in held.items()})
    return outcomes


def _placement(new: NewApplication, wish: Offering, state: PlacementState, position: int | None) -> NewPlacement:
    applying = new.applying
    care = wish.nature == Nature.CARE.value
    return NewPlacement(
        id=new_id(),
        application_id=new.id,
        pupil_id=applying.pupil_id,
        offering_id=wish.id,
        school_path=new.applicant.school_path,
        term=applying.term,
        weekdays=tuple(day for day in wish.weekdays if not care or day in applying.weekdays),
        state=state,
        position=position,
    )
