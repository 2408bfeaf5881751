"""A binding ends: by the guardian, or by the school with a reason. What was signed stays signed."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from enrolment.application.ports.work import UnitOfWork, Work
from enrolment.application.stand_against import compare_consents
from enrolment.domain.application import ChildNotOwn
from enrolment.domain.binding import BindingUnknown, NoticeKind
from enrolment.domain.event import GuardianUnbound
from kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class LeaveChild:
    """The token's person is no longer a guardian here; binding again takes a code again."""

    unit_of_work: UnitOfWork

    async def __call__(self, *, pupil_id: UUID, by: Actor, now: datetime) -> None:
        async with self.unit_of_work() as work:
            await work.pupils.lock(pupil_id)
            if not await _end(work, pupil_id, by.id, by=by, reason="", now=now):
                raise ChildNotOwn("no child of yours by that id")


@dataclass(frozen=True, slots=True)
class EndBinding:
    """Whom the school took off can be bound again by a code of the class teacher only, never by telephone."""

    unit_of_work: UnitOfWork

    async def __call__(self, *, pupil_id: UUID, guardian_id: UUID, reason: str, by: Actor, now: datetime) -> None:
        """Raise BindingUnknown where the school has no such binding."""
        async with self.unit_of_work() as work:
            pupil = await work.pupils.lock(pupil_id)
            is_own = pupil is not None and pupil.school_path == by.path.text
            if not is_own or not await _end(work, pupil_id, guardian_id, by=by, reason=reason, now=now):
                raise BindingUnknown("no binding of a pupil of your school by these ids")


async def _end(work: Work, pupil_id: UUID, guardian_id: UUID, *, by: Actor, reason: str, now: datetime) -> bool:
    """False where they are not bound; the child is held, so that nobody is bound beside it."""
    params = {"by": "self" if by.id == guardian_id else "school"}
    if not await work.bindings.unbind(pupil_id, guardian_id, by=by, reason=reason, now=now):
        return False
    # Who is no longer a guardian disagrees no longer, and decides about nothing.
    await work.disagreements.close_of_guardian(pupil_id, guardian_id)
    await work.disagreements.recount_consent(pupil_id)
    await compare_consents(work, pupil_id, by=by.id, now=now)
    await work.bindings.tell(guardian_id, pupil_id, NoticeKind.OWN_BINDING_ENDED, at=now, params=params)
    await work.bindings.tell_guardians(pupil_id, NoticeKind.GUARDIAN_UNBOUND, besides=None, at=now, params=params)
    work.publish(GuardianUnbound(pupil_id=pupil_id, guardian_id=guardian_id), at=now)
    work.record(
        "enrolment.guardian_unbound",
        f"pupil/{pupil_id}",
        actor=by,
        at=now,
        before={"guardian": str(guardian_id), "bound": True},
        after={"guardian": str(guardian_id), "bound": False, **params},
    )
    return True
