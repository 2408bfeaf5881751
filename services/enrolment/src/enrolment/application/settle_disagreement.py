"""A disagreement ends: one guardian takes the own act back, or the school records what holds, with a reason."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from enrolment.application.decide_consent import end_what_needs_it
from enrolment.application.decline_application import take_back
from enrolment.application.ports.work import UnitOfWork, Work
from enrolment.application.stand_against import compare_consents
from enrolment.application.withdraw_placement import leave_place
from enrolment.domain.binding import NoticeKind
from enrolment.domain.disagreement import Disagreement, DisagreementUnknown, Matter, Outcome
from enrolment.domain.placement import PlacementState
from kernel.actor import Actor
from kernel.duties import Case, Function, acts, check
from kernel.versions import must_be_present


@dataclass(frozen=True, slots=True)
class TakeActBack:
    """By one of the two; the other's act, as it was shown, then takes the effect that it would have had."""

    unit_of_work: UnitOfWork

    async def __call__(self, *, disagreement_id: UUID, by: Actor, now: datetime, on: date, version: int) -> Outcome:
        async with self.unit_of_work() as work:
            found = await _of_own_child(work, disagreement_id, by)
            must_be_present(version, present=found.version)
            outcome = found.taken_back_by(by.id)
            await _settle(work, found, outcome, by=by, now=now, on=on)
            await work.disagreements.close(found.pupil_id, found.matter, subject_id=found.subject_id)
        return outcome


@dataclass(frozen=True, slots=True)
class ReferToSchool:
    """Only what a guardian brings to the school is seen there: nobody is pressed for what a family has not settled."""

    unit_of_work: UnitOfWork

    async def __call__(self, *, disagreement_id: UUID, by: Actor, now: datetime) -> None:
        async with self.unit_of_work() as work:
            found = await _of_own_child(work, disagreement_id, by)
            found.taken_back_by(by.id)
            await work.disagreements.refer(disagreement_id, by=by.id, now=now)
            await _tell(work, found, NoticeKind.DISAGREEMENT_REFERRED, besides=by.id, now=now, params={})


@dataclass(frozen=True, slots=True)
class RecordOutcome:
    """By the school's principal, with the reason: a court's decision, a conversation with both.

    Never by who is a guardian of the child, by whichever account.
    """

    unit_of_work: UnitOfWork

    async def __call__(
        self, *, disagreement_id: UUID, outcome: Outcome, reason: str, by: Actor, now: datetime, on: date, version: int
    ) -> None:
        async with self.unit_of_work() as work:
            found = await work.disagreements.lock(disagreement_id)
            pupil = await work.pupils.lock(found.pupil_id) if found is not None else None
            if found is None or pupil is None or not found.is_referred or pupil.school_path != by.path.text:
                raise DisagreementUnknown("nothing that guardians of your school's pupils referred to you by that id")
            must_be_present(version, present=found.version)
            own = [one for one in by.accounts if await work.pupils.own_child(pupil.id, one) is not None]
            asked = acts(Function.ASK, found.wanted_by, found.unwanted_by, *own)
            check(Case.DISAGREEMENT, asked, actor=by, function=Function.APPROVE)
            await work.disagreements.decide(disagreement_id, outcome=outcome, reason=reason, by=by, now=now)
            await _settle(work, found, outcome, by=by, now=now, on=on)


async def _of_own_child(work: Work, disagreement_id: UUID, by: Actor) -> Disagreement:
    found = await work.disagreements.lock(disagreement_id)
    if found is None or await work.pupils.own_child(found.pupil_id, by.id) is None:
        raise DisagreementUnknown("nothing open between guardians of a child of yours by that id")
    return found


async def _settle(work: Work, found: Disagreement, outcome: Outcome, *, by: Actor, now: datetime, on: date) -> None:
    """Let one of the two acts stand, tell both, and write down that it ended."""
    await _EFFECTS[found.matter](work, found, outcome, by, now, on)
    params = {"outcome": outcome.value, "by": "guardian" if by.role == "guardian" else "school"}
    besides = by.id if by.role == "guardian" else None
    await _tell(work, found, NoticeKind.DISAGREEMENT_ENDED, besides=besides, now=now, params=params)
    # Which way it went stays between the family and the record of the disagreement.
    about = {"disagreement": str(found.id), "matter": found.matter.value, "referred": found.is_referred}
    before, after = {**about, "open": True}, {**about, "open": False}
    work.record("enrolment.disagreement_ended", f"pupil/{found.pupil_id}", actor=by, at=now, before=before, after=after)


async def _consent(work: Work, found: Disagreement, outcome: Outcome, by: Actor, now: datetime, on: date) -> None:
    loser = found.unwanted_by if outcome is Outcome.WANTED else found.wanted_by
    await work.disagreements.set_aside_consent(found.pupil_id, loser, now=now)
    await work.disagreements.recount_consent(found.pupil_id)
    if outcome is Outcome.UNWANTED:
        await end_what_needs_it(work, found.pupil_id, ends_services=True, by=by, now=now, on=on)
    # Of three guardians, two may still disagree.
    await compare_consents(work, found.pupil_id, by=by.id, now=now)


async def _survey(work: Work, found: Disagreement, outcome: Outcome, by: Actor, now: datetime, on: date) -> None:
    loser = found.unwanted_by if outcome is Outcome.WANTED else found.wanted_by
    await work.disagreements.drop_answer(found.pupil_id, found.term or "", loser)


async def _application(work: Work, found: Disagreement, outcome: Outcome, by: Actor, now: datetime, on: date) -> None:
    if outcome is Outcome.WANTED:
        return
    if not await take_back(work, found.pupil_id, found.term or "", now=now, on=on):
        # It was decided meanwhile: what it got ends as a withdrawal does.
        for one in await work.placements.of_applications([found.subject_id]):
            if one.state is not PlacementState.ENDED:
                await leave_place(work, one, by=by, now=now, on=on)


async def _placement(work: Work, found: Disagreement, outcome: Outcome, by: Actor, now: datetime, on: date) -> None:
    placement = await work.placements.lock(found.subject_id)
    if outcome is Outcome.UNWANTED and placement is not None and placement.state is not PlacementState.ENDED:
        await leave_place(work, placement, by=by, now=now, on=on)


_Effect = Callable[[Work, Disagreement, Outcome, Actor, datetime, date], Awaitable[None]]
_EFFECTS: Mapping[Matter, _Effect] = {
    Matter.CONSENT: _consent,
    Matter.SURVEY: _survey,
    Matter.APPLICATION: _application,
    Matter.PLACEMENT: _placement,
}


async def _tell(
    work: Work, found: Disagreement, kind: NoticeKind, *, besides: UUID | None, now: datetime, params: Mapping[str, str]
) -> None:
    told = {"matter": found.matter.value, "disagreement_id": str(found.id), **params}
    await work.bindings.tell_guardians(found.pupil_id, kind, besides=besides, at=now, params=told)
