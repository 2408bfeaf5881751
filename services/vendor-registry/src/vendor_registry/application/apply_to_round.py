"""A vendor applies to a round; the documents are checked at once (B6)."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from kernel.actor import Actor
from kernel.ids import new_id
from vendor_registry.application.check_documents import shortcomings_of
from vendor_registry.application.ports import UnitOfWork
from vendor_registry.domain.application import (
    Application,
    ApplicationState,
    ApplicationUnderReview,
    Declarations,
)
from vendor_registry.domain.course import Course, CourseUnknown
from vendor_registry.domain.selection_round import RoundUnknown
from vendor_registry.domain.vendor import Vendor, own


@dataclass(frozen=True, slots=True)
class ApplyToRound:
    begin: UnitOfWork

    async def __call__(
        self,
        *,
        round_id: UUID,
        vendor_id: UUID,
        course_ids: tuple[UUID, ...],
        declarations: Declarations,
        by: Actor,
        on: date,
        now: datetime,
    ) -> Application:
        """The application, complete or with every shortcoming listed; an incomplete one may be handed in again."""
        async with self.begin() as transaction:
            vendor = own(await transaction.vendors.get(vendor_id, lock=True), by)
            round_ = await transaction.rounds.get(round_id, lock="share")
            if round_ is None:
                raise RoundUnknown("no round has this id")
            round_.must_take_applications(on)
            wanted = tuple(dict.fromkeys(course_ids))
            _must_be_own(vendor, wanted, await transaction.vendors.courses(wanted))
            earlier = await transaction.rounds.application_of(round_id, vendor_id)
            if earlier is not None and earlier.state is not ApplicationState.INCOMPLETE:
                raise ApplicationUnderReview("this application is with the offices already")
            handed_in = Application(
                id=new_id() if earlier is None else earlier.id,
                round_id=round_id,
                vendor_id=vendor_id,
                course_ids=wanted,
                declarations=declarations,
                state=ApplicationState.COMPLETE,
                shortcomings=(),
                reviews=(),
                reason_code="",
                submitted_at=now,
                version=1 if earlier is None else earlier.version + 1,
            )
            found = (await shortcomings_of(transaction, round_, [handed_in], on=on, reviewed=False))[handed_in.id]
            state = ApplicationState.INCOMPLETE if found else ApplicationState.COMPLETE
            application = replace(handed_in, state=state, shortcomings=found)
            await transaction.rounds.put_application(application)
            transaction.record(
                by,
                "vendor_registry.application_submitted",
                f"application/{application.id}",
                now=now,
                before={} if earlier is None else _seen(earlier),
                after=_seen(application),
                rule=round_.pack,
            )
        return application


def _seen(application: Application) -> dict[str, object]:
    return {"state": application.state, "shortcomings": [shortcoming.code for shortcoming in application.shortcomings]}


def _must_be_own(vendor: Vendor, wanted: Sequence[UUID], courses: Sequence[Course]) -> None:
    if len(courses) != len(wanted) or any(course.vendor_id != vendor.id for course in courses):
        raise CourseUnknown("apply with courses of your own")
