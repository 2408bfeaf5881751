"""Whoever got a seat gets an agreement to sign: one per pupil for all that was placed together (P7)."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from enrolment.application.ports.serving import NewAgreement
from enrolment.application.ports.work import Work
from enrolment.application.rules_in_force import adoption_for
from enrolment.domain.agreement import AgreementItem
from kernel.ids import new_id
from kernel.organisation import OrganisationPath


async def prepare_agreements(
    work: Work, placement_ids: Sequence[UUID], *, school: OrganisationPath, term: str, now: datetime
) -> int:
    """Prepare agreements for these placed placements; return how many. Set-based for a whole school."""
    placed = await work.agreements.placed(placement_ids)
    offerings = await work.offers.by_ids(sorted({one.offering_id for one in placed}))
    items: dict[UUID, list[AgreementItem]] = {}
    keys: dict[UUID, bytes] = {}
    for one in placed:
        offering = offerings[one.offering_id]
        keys[one.pupil_id] = one.draw_key
        items.setdefault(one.pupil_id, []).append(
            AgreementItem(
                placement_id=one.placement_id,
                offering_id=one.offering_id,
                title=offering.title,
                vendor_id=offering.vendor_id,
                price=offering.price,
                consumables=offering.consumables,
            )
        )
    rule = (await adoption_for(work, school, term)).rule
    ordered = sorted(items, key=lambda pupil: keys[pupil])
    agreements = [NewAgreement(new_id(), pupil, tuple(items[pupil]), keys[pupil]) for pupil in ordered]
    await work.agreements.prepare(agreements, school_path=school.text, term=term, rule=rule, now=now)
    return len(agreements)
