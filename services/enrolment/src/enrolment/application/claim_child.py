"""A guardian claims a child of the roster (P1)."""

from dataclasses import dataclass
from datetime import datetime

from enrolment.application.ports.work import UnitOfWork
from enrolment.domain.event import GuardianBound
from enrolment.domain.pupil import ChildNotInRoster, Claim, Pupil
from kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class ClaimChild:
    """Binds the token's person to the child; claiming it again is no error."""

    unit_of_work: UnitOfWork

    async def __call__(self, *, claim: Claim, by: Actor, now: datetime) -> Pupil:
        async with self.unit_of_work() as work:
            school = (await work.organisations.by_codes([claim.school_code])).get(claim.school_code)
            pupil = await work.pupils.find_claimed(school.path, claim) if school is not None else None
            if pupil is None:
                raise ChildNotInRoster(
                    "the school's roster lacks this child, or something was typed differently; ask your school",
                    params={"school": claim.school_code},
                )
            if await work.pupils.bind(pupil.id, by.id, now=now):
                work.publish(GuardianBound(pupil_id=pupil.id, guardian_id=by.id), at=now)
                work.record("enrolment.guardian_bound", f"pupil/{pupil.id}", actor=by, at=now)
        return pupil
