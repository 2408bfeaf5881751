"""A guardian gives or refuses consent to the child's record (D01, D02)."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from enrolment.application.end_placements import end_placements, offer_freed_seats
from enrolment.application.ports.applying import StoredApplication
from enrolment.application.ports.work import UnitOfWork, Work
from enrolment.application.stand_against import compare_consents
from enrolment.domain.application import ApplicationState, ChildNotOwn
from enrolment.domain.consent import CURRENT, ConsentEndsServices, check_version
from enrolment.domain.offering import Offering
from enrolment.domain.placement import TAKING, EndReason, Placement, PlacementState
from kernel.actor import Actor
from kernel.organisation import OrganisationPath


@dataclass(frozen=True, slots=True)
class DecideConsent:
    """Each decision is kept; the last one of each guardian counts, and refused by one is refused for the child.

    Refusing drops the wishes that need the consent and are not decided, and passes on what is held for them. Places
    that were given out and need it end like a withdrawal, which the family has to know beforehand; while another
    guardian's consent stands beside the refusal, they stay until the two agree.
    """

    unit_of_work: UnitOfWork

    async def __call__(
        self, *, pupil_id: UUID, given: bool, text_version: str, ends_services: bool, by: Actor, now: datetime, on: date
    ) -> tuple[int, UUID | None]:
        """Return how many places ended and the disagreement that is open with another guardian.

        Raises ConsentEndsServices where places would end without `ends_services`.
        """
        check_version(text_version)
        async with self.unit_of_work() as work:
            # Locks the child, as applying does: no wish comes in beside a refusal.
            await work.pupils.lock(pupil_id)
            if await work.pupils.own_child(pupil_id, by.id) is None:
                raise ChildNotOwn("no child of yours by that id; claim it first")
            stood = await work.pupils.decide_consent(
                pupil_id, by.id, given=given, version=CURRENT.version, text_hash=CURRENT.hash, now=now
            )
            # Which way it went is the family's own affair: the consent table keeps it, the log does not tell.
            work.record(
                "enrolment.consent_decided",
                f"pupil/{pupil_id}",
                actor=by,
                at=now,
                before={} if stood is None else {"text": stood},
                after={"text": CURRENT.version},
            )
            await work.disagreements.recount_consent(pupil_id)
            opened = await compare_consents(work, pupil_id, by=by.id, now=now)
            ended = 0
            if not given:
                ended = await end_what_needs_it(
                    work, pupil_id, ends_services=ends_services, keeps=opened is not None, by=by, now=now, on=on
                )
        return ended, opened


async def end_what_needs_it(
    work: Work, pupil_id: UUID, *, ends_services: bool, by: Actor, now: datetime, on: date, keeps: bool = False
) -> int:
    """Return how many places that had been given out have ended; `keeps` leaves these for now."""
    # Before the placements: a draw that is under way ends first, and its outcome is among them.
    applications = await work.applications.lock_of_pupil(pupil_id)
    placements = await _of_terms_not_over(work, await work.placements.running_of_pupil(pupil_id), on=on)
    named = {wish for one in applications for wish in one.wishes} | {one.offering_id for one in placements}
    needing = {one.id: one for one in (await work.offers.by_ids(sorted(named))).values() if one.needs_consent}
    ending = [one for one in placements if one.offering_id in needing and not (keeps and one.state in TAKING)]
    given_out = [one for one in ending if one.state in TAKING]
    if given_out and not ends_services:
        raise _ends(needing[one.offering_id] for one in given_out)
    removed = await _drop_wishes(work, applications, needing)
    if ending:
        await end_placements(work, ending, reason=EndReason.WITHDRAWN, now=now, on=on)
        forgotten = [
            one.id for one in ending if one.application_id in removed and one.state is not PlacementState.AGREED
        ]
        await work.placements.forget(forgotten)
        freed = Counter(one.offering_id for one in ending if one.state is not PlacementState.WAITLISTED)
        await offer_freed_seats(work, freed, on=on)
    for one in given_out:
        work.record(
            "enrolment.placement_ended",
            f"placement/{one.id}",
            actor=by,
            at=now,
            before={"state": one.state.value},
            after={"state": PlacementState.ENDED.value, "reason": EndReason.WITHDRAWN.value},
        )
    return len(given_out)


async def _drop_wishes(
    work: Work, applications: Sequence[StoredApplication], needing: Collection[UUID]
) -> frozenset[UUID]:
    """Return the applications that are gone, because nothing else was wished in them."""
    removed = set()
    for one in applications:
        left = [wish for wish in one.wishes if wish not in needing]
        if one.state is ApplicationState.DECIDED or len(left) == len(one.wishes):
            continue
        if left:
            await work.applications.keep_wishes(one.id, left)
        else:
            await work.applications.remove(one.pupil_id, one.term)
            removed.add(one.id)
    return frozenset(removed)


async def _of_terms_not_over(work: Work, placements: Sequence[Placement], *, on: date) -> list[Placement]:
    over = set()
    for path, term in sorted({(one.school_path, one.term) for one in placements}):
        school = OrganisationPath(path)
        period = await work.terms.period(school.parent or school, term)
        if period is not None and period.last_on < on:
            over.add((path, term))
    return [one for one in placements if (one.school_path, one.term) not in over]


def _ends(offerings: Iterable[Offering]) -> ConsentEndsServices:
    titles = ", ".join(sorted({one.title for one in offerings}))
    return ConsentEndsServices(
        f"without consent the child loses its place in {titles}; say that these are to end", params={"titles": titles}
    )
