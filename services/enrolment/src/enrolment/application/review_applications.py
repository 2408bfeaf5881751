"""The class teacher reviews applications of the own class (T1)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from enrolment.application.ports.work import UnitOfWork
from enrolment.domain.application import ApplicationState, ApplicationUnknown, Verdict, review
from enrolment.domain.placement import answer_by
from kernel.actor import Actor
from kernel.versions import must_be_present


@dataclass(frozen=True, slots=True)
class Review:
    application_id: UUID
    version: int
    verdict: Verdict
    reason: str = ""
    suggestion: UUID | None = None


@dataclass(frozen=True, slots=True)
class ReviewApplications:
    """All or none; an application of another class is not found.

    Whose application goes back keeps the seats it holds for as long as an offer stands, to apply again (P8).
    """

    unit_of_work: UnitOfWork

    async def __call__(
        self, *, reviews: Sequence[Review], by: Actor, now: datetime, on: date
    ) -> dict[UUID, ApplicationState]:
        ids = sorted({one.application_id for one in reviews})
        async with self.unit_of_work() as work:
            stored = {one.id: one for one in await work.applications.lock_of_class_teacher(ids, by.id)}
            if len(stored) < len(ids):
                raise ApplicationUnknown("one of these applications is not of your class")
            suggested = sorted({one.suggestion for one in reviews if one.suggestion is not None})
            offerings = await work.offers.by_ids(suggested)
            states: dict[UUID, ApplicationState] = {}
            approved: list[UUID] = []
            for one in reviews:
                must_be_present(one.version, present=stored[one.application_id].version)
                suggestion = one.suggestion
                if suggestion is not None and (
                    suggestion not in offerings
                    or offerings[suggestion].school_path.text != stored[one.application_id].school_path
                ):
                    raise ApplicationUnknown("the school offers nothing by the suggested id")
                state = review(
                    stored[one.application_id].state, verdict=one.verdict, reason=one.reason, suggestion=suggestion
                )
                states[one.application_id] = state
                if state is ApplicationState.REVIEWED:
                    approved.append(one.application_id)
                else:
                    await work.applications.set_state(
                        [one.application_id], state, reason=one.reason, suggestion=suggestion
                    )
            await work.applications.set_state(approved, ApplicationState.REVIEWED)
            returned = [one for one, state in states.items() if state is ApplicationState.RETURNED]
            await work.placements.limit_holds(returned, answer_by=answer_by(on))
            for application_id, state in states.items():
                work.record(
                    "enrolment.application_reviewed",
                    f"application/{application_id}",
                    actor=by,
                    at=now,
                    before={"state": stored[application_id].state.value},
                    after={"state": state.value},
                )
        return states
