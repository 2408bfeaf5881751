"""Families apply: many at once are admitted in one transaction, each with its own exact answer (P4, P8, C5.9)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from enrolment.application.hold_seats import PENDING, Family, WishOutcome, hold_seats
from enrolment.application.ports.applying import NewApplication
from enrolment.application.ports.work import Work
from enrolment.application.rules_in_force import adoption_for, rules_of
from enrolment.domain.adoption import Adoption
from enrolment.domain.application import Applicant, ApplicationState, Applying, ChildNotOwn, check_applying
from enrolment.domain.binding import NoticeKind
from enrolment.domain.gate import needs_notice
from enrolment.domain.offering import Offering, term_cap_fen
from kernel.actor import Actor
from kernel.errors import Refusal
from kernel.ids import new_id
from kernel.organisation import OrganisationPath


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
        caps = _caps(offerings, adoptions)
        unannounced = await _unannounced(work, offerings, adoptions, on=on)
        results: list[Submitted | Refusal] = []
        accepted: list[tuple[int, Family]] = []
        seen: set[tuple[UUID, str]] = set()
        for place, applying in enumerate(applyings):
            applicant = applicants.get((applying.guardian_id, applying.pupil_id, applying.term))
            try:
                if applicant is None or (applying.pupil_id, applying.term) in seen:
                    raise ChildNotOwn("no child of yours by that id; claim it first")
                care, courses = check_applying(applying, applicant, offerings, unannounced=unannounced)
                rule = adoptions[applicant.school_path, applying.term].rule
                new = NewApplication(applicant.application_id or new_id(), applying, applicant, rule)
                seen.add((applying.pupil_id, applying.term))
                accepted.append((place, Family(new, care + courses, _cap_fen(courses, caps))))
                results.append(Submitted(new.id, ()))
            except Refusal as refusal:
                results.append(refusal)
        await work.applications.save([family.new for _, family in accepted], now=now)
        outcomes = await hold_seats(work, [family for _, family in accepted], now=now, on=on)
        for place, family in accepted:
            new = family.new
            if new.applicant.applied_by not in (None, new.applying.guardian_id):
                await _tell_other(work, new, now=now)
            told = tuple(outcomes.get((new.id, one.id), WishOutcome(one.id, PENDING)) for one in family.wishes)
            results[place] = Submitted(new.id, told)
            work.record(
                "enrolment.application_submitted",
                f"application/{new.id}",
                actor=actors[place],
                at=now,
                before=_stood(new.applicant),
                after={"state": ApplicationState.SUBMITTED.value, "wishes": len(family.wishes)},
                rule=new.rule,
            )
        return results


def _stood(applicant: Applicant) -> dict[str, object]:
    return {} if applicant.application_state is None else {"state": applicant.application_state.value}


async def _tell_other(work: Work, new: NewApplication, *, now: datetime) -> None:
    """A returned application was sent again by another guardian than before."""
    pupil, guardian = new.applying.pupil_id, new.applying.guardian_id
    await work.disagreements.close_unwanted_by(pupil, guardian, subject_id=new.id)
    await work.bindings.tell_guardians(pupil, NoticeKind.APPLIED_AGAIN, besides=guardian, at=now)


async def _adoptions(
    work: Work, applicants: Mapping[tuple[UUID, UUID, str], Applicant]
) -> dict[tuple[str, str], Adoption]:
    schools = sorted({(one.school_path, key[2]) for key, one in applicants.items() if one.opened})
    return {(path, term): await adoption_for(work, OrganisationPath(path), term) for path, term in schools}


async def _unannounced(
    work: Work, offerings: Mapping[UUID, Offering], adoptions: Mapping[tuple[str, str], Adoption], *, on: date
) -> set[UUID]:
    """Offerings whose price should be in a notice in force and is not."""
    priced = sorted(one.id for one in offerings.values() if one.price)
    outside = [offerings[one] for one in await work.offers.outside_notice(priced, on=on)]
    ruled = [(one, adoptions.get((one.school_path.text, one.term))) for one in outside]
    return {one.id for one, adoption in ruled if adoption and needs_notice(one.product, rules_of(adoption))}


def _caps(
    offerings: Mapping[UUID, Offering], adoptions: Mapping[tuple[str, str], Adoption]
) -> dict[tuple[str, str, str], int]:
    """Caps in fen by (school, term, product) of what is given out first come; what is drawn is capped by the draw."""
    hurried = {(one.school_path.text, one.term, one.product) for one in offerings.values() if one.first_come}
    found = {
        (path, term, product): term_cap_fen({product}, rules_of(adoptions[path, term]))
        for path, term, product in hurried
        if (path, term) in adoptions
    }
    return {key: cap for key, cap in found.items() if cap is not None}


def _cap_fen(courses: Sequence[Offering], caps: Mapping[tuple[str, str, str], int]) -> int | None:
    keys = ((one.school_path.text, one.term, one.product) for one in courses if one.first_come)
    return min((caps[key] for key in keys if key in caps), default=None)
