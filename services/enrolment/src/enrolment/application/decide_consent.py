"""A guardian gives or refuses consent to the child's record (D01, D02)."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from enrolment.application.ports.work import UnitOfWork
from enrolment.domain.application import ChildNotOwn
from enrolment.domain.consent import CURRENT, check_version
from kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class DecideConsent:
    """Each decision is kept; the last one counts, and refusing is as easy as giving."""

    unit_of_work: UnitOfWork

    async def __call__(self, *, pupil_id: UUID, given: bool, text_version: str, by: Actor, now: datetime) -> None:
        check_version(text_version)
        async with self.unit_of_work() as work:
            if await work.pupils.own_child(pupil_id, by.id) is None:
                raise ChildNotOwn("no child of yours by that id; claim it first")
            await work.pupils.decide_consent(
                pupil_id, by.id, given=given, version=CURRENT.version, text_hash=CURRENT.hash, now=now
            )
            # Which way it went is the family's own affair: the consent table keeps it, the log does not tell.
            work.record(
                "enrolment.consent_decided", f"pupil/{pupil_id}", actor=by, at=now, after={"text": CURRENT.version}
            )
