"""The parties sign: guardian, school, and the vendor in its contract or by a counter-signature (P7, S1b)."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from enrolment.application.ports.work import Standing, UnitOfWork, Work
from enrolment.application.rules_in_force import adoption_for, rules_of
from enrolment.domain.agreement import (
    Agreement,
    AgreementState,
    AgreementUnknown,
    Signer,
    content_hash,
    sign,
)
from enrolment.domain.event import PlacementAgreed
from enrolment.domain.offering import VendorNotListed
from kernel.actor import Actor
from kernel.organisation import OrganisationPath


@dataclass(frozen=True, slots=True)
class SignAgreement:
    """One agreement, by a guardian of the child, the school, or the teaching vendor's clerk."""

    unit_of_work: UnitOfWork
    standing: Standing

    async def __call__(
        self, *, agreement_id: UUID, entrusted: frozenset[UUID], by: Actor, now: datetime, on: date
    ) -> AgreementState:
        """Return the state after the signature; a vendor that is no longer listed stops it."""
        async with self.unit_of_work() as work:
            await _visible(work, agreement_id, by)
            vendors = await work.agreements.vendors_of([agreement_id])
        await _must_be_listed(self.standing, vendors, on=on)
        async with self.unit_of_work() as work:
            agreement = await _visible(work, agreement_id, by)
            states = await _sign(work, [agreement], entrusted=entrusted, by=by, now=now, on=on)
        return states[agreement_id]


@dataclass(frozen=True, slots=True)
class SignForSchool:
    """Every prepared agreement of the school's term that the school has not signed."""

    unit_of_work: UnitOfWork
    standing: Standing

    async def __call__(self, *, term: str, by: Actor, now: datetime, on: date) -> int:
        """Return how many were signed."""
        async with self.unit_of_work() as work:
            waiting = await work.agreements.prepared_of_school(by.path.text, term)
            vendors = await work.agreements.vendors_of([one.id for one in waiting])
        await _must_be_listed(self.standing, vendors, on=on)
        async with self.unit_of_work() as work:
            waiting = await work.agreements.prepared_of_school(by.path.text, term)
            if waiting:
                await _sign(work, waiting, entrusted=frozenset(), by=by, now=now, on=on)
        return len(waiting)


def signer_of(actor: Actor) -> Signer:
    return {"guardian": Signer.GUARDIAN, "vendor-clerk": Signer.VENDOR}.get(actor.role, Signer.SCHOOL)


async def _visible(work: Work, agreement_id: UUID, by: Actor) -> Agreement:
    found = await work.agreements.lock([agreement_id])
    if found and await _is_party(work, found[0], by):
        return found[0]
    raise AgreementUnknown("no agreement of yours by that id")


async def _is_party(work: Work, agreement: Agreement, by: Actor) -> bool:
    signer = signer_of(by)
    if signer is Signer.GUARDIAN:
        return await work.pupils.own_child(agreement.pupil_id, by.id) is not None
    if signer is Signer.VENDOR:
        return by.path.code in await work.agreements.vendor_codes_of(agreement.id)
    return by.path.text == agreement.school_path


async def _must_be_listed(standing: Standing, vendors: Sequence[tuple[UUID, str]], *, on: date) -> None:
    for vendor_id, district in vendors:
        answer = await standing(vendor_id=vendor_id, district_path=OrganisationPath(district), on=on)
        if not answer.listed:
            raise VendorNotListed(
                "the teaching vendor is not on the whitelist any more", params={"reason": answer.reason_code}
            )


async def _sign(
    work: Work,
    agreements: Sequence[Agreement],
    *,
    entrusted: frozenset[UUID],
    by: Actor,
    now: datetime,
    on: date,
) -> dict[UUID, AgreementState]:
    school = OrganisationPath(agreements[0].school_path)
    adoption = await adoption_for(work, school, agreements[0].term)
    consumables = rules_of(adoption).consumables().value
    signer = signer_of(by)
    states = {
        one.id: sign(one, as_signer=signer, by=by.id, entrusted=entrusted, consumables=consumables)
        for one in agreements
    }
    ids = list(states)
    await work.agreements.sign(ids, as_signer=signer, by=by.id, now=now)
    if entrusted:
        await work.agreements.entrust(agreements[0].id, entrusted)
    done: dict[UUID, tuple[AgreementState, str]] = {}
    for one in agreements:
        if states[one.id] is not AgreementState.IN_FORCE or one.state is AgreementState.IN_FORCE:
            continue
        items = tuple(replace(item, entrusted=item.entrusted or item.placement_id in entrusted) for item in one.items)
        agreed = replace(one, items=items)
        done[one.id] = (AgreementState.IN_FORCE, content_hash(agreed))
        _tell(work, agreed, now=now, on=on)
    await work.agreements.set_state(done)
    work.record(
        "enrolment.agreements_signed",
        f"agreement/{ids[0]}" if len(ids) == 1 else f"school/{school.code}/{agreements[0].term}",
        actor=by,
        at=now,
        after={"as": signer.value, "agreements": len(ids), "in_force": len(done)},
        rule=adoption.rule,
        digest=hashlib.sha256(b"".join(sorted(one.bytes for one in ids))).digest(),
    )
    return states


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
