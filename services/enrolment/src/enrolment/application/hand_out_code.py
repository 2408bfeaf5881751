"""A class teacher hands out a one-time code for one child of the own class (P1)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from enrolment.application.ports.work import UnitOfWork, Work
from enrolment.domain.binding import (
    TEACHER_CODE_LIVES,
    TEACHER_CODES_MAX,
    CodesOutstanding,
    new_teacher_code,
    typed_code,
)
from enrolment.domain.pupil import PupilUnknown
from kernel.actor import Actor
from kernel.ids import new_id


@dataclass(frozen=True, slots=True)
class HandedOut:
    """The code is shown this once; only a keyed hash of it is kept."""

    code: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class HandOutCode:
    """A new code lifts the lock that wrong tries put on the child."""

    unit_of_work: UnitOfWork
    timer: Callable[[], datetime]

    async def __call__(self, *, pupil_id: UUID, by: Actor, now: datetime) -> HandedOut:
        """Return the code, or raise CodesOutstanding where as many are unused as a child may have."""
        at = self.timer()
        code, expires_at, code_id = new_teacher_code(), at + TEACHER_CODE_LIVES, new_id()
        async with self.unit_of_work() as work:
            await _must_be_of_own_class(work, pupil_id, by)
            if await work.bindings.live_codes(pupil_id, at=at) >= TEACHER_CODES_MAX:
                raise CodesOutstanding(
                    f"{TEACHER_CODES_MAX} codes of this child are unused; take them back first",
                    params={"most": TEACHER_CODES_MAX},
                )
            await work.bindings.add_code(code_id, pupil_id, typed_code(code), by=by.id, at=at, expires_at=expires_at)
            key = await work.bindings.child_key_of(pupil_id)
            await work.bindings.forget_attempts([("wrong.child", key)])
            work.record(
                "enrolment.binding_code_handed_out",
                f"pupil/{pupil_id}",
                actor=by,
                at=now,
                before={},
                after={"code_id": str(code_id), "expires_at": expires_at.isoformat()},
            )
        return HandedOut(code, expires_at)


@dataclass(frozen=True, slots=True)
class TakeBackCodes:
    """Every unused code of one child ends, for instance because a note was lost."""

    unit_of_work: UnitOfWork
    timer: Callable[[], datetime]

    async def __call__(self, *, pupil_id: UUID, by: Actor, now: datetime) -> int:
        """Return how many ended."""
        async with self.unit_of_work() as work:
            await _must_be_of_own_class(work, pupil_id, by)
            ended = await work.bindings.revoke_codes(pupil_id, at=self.timer())
            if ended:
                before, after = {"codes": ended}, {"codes": 0}
                subject = f"pupil/{pupil_id}"
                work.record("enrolment.binding_codes_taken_back", subject, actor=by, at=now, before=before, after=after)
        return ended


async def _must_be_of_own_class(work: Work, pupil_id: UUID, by: Actor) -> None:
    if not await work.pupils.taught_by(pupil_id, by.id):
        raise PupilUnknown("no pupil of your class by that id")
