"""What every party has signed comes into force; its placements are agreed, and the others are told (P7)."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from enrolment.application.ports.work import Work
from enrolment.domain.agreement import Agreement, AgreementState
from enrolment.domain.event import PlacementAgreed
from kernel.organisation import OrganisationPath


async def bring_into_force(work: Work, signed: Iterable[Agreement], *, now: datetime, on: date) -> int:
    """Store and tell those of these stored agreements that are complete; return how many."""
    done = [one for one in signed if one.complete]
    await work.agreements.set_state({one.id: (AgreementState.IN_FORCE, one.digest) for one in done})
    for agreement in done:
        _tell(work, agreement, now=now, on=on)
    return len(done)


async def bring_shortened_into_force(work: Work, agreement_ids: Iterable[UUID], *, now: datetime, on: date) -> int:
    """Where a course fell away that only its vendor had not signed, nobody is left to wait for."""
    found = await work.agreements.lock(sorted(set(agreement_ids)))
    waited = [one for one in found if one.state is AgreementState.PREPARED]
    return await bring_into_force(work, waited, now=now, on=on)


def _tell(work: Work, agreement: Agreement, *, now: datetime, on: date) -> None:
    for item in agreement.items:
        work.publish(
            PlacementAgreed(
                placement_id=item.placement_id,
                offering_id=item.offering_id,
                pupil_id=agreement.pupil_id,
                school_path=OrganisationPath(agreement.school_path),
                term=agreement.term,
                agreement_id=agreement.id,
                consumables_entrusted=item.entrusted,
                agreed_on=on,
            ),
            at=now,
        )
