"""The parties sign: guardian, school, and each vendor for the courses that it teaches (P7, S1b)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from enrolment.application.bring_into_force import bring_into_force
from enrolment.application.ports.work import Standing, UnitOfWork, Work
from enrolment.application.rules_in_force import adoption_for
from enrolment.domain.agreement import (
    Agreement,
    AgreementState,
    AgreementUnknown,
    Signer,
    digest_of,
    must_show,
    sign,
    sign_all,
    sign_course,
)
from enrolment.domain.disagreement import GuardiansDisagree
from enrolment.domain.offering import CourseNotContracted, Offering, OfferingUnknown, VendorNotListed
from kernel.actor import Actor
from kernel.ids import digest_of_ids
from kernel.organisation import OrganisationPath


@dataclass(frozen=True, slots=True)
class SignAgreement:
    """One agreement, by a guardian of the child or by the school."""

    unit_of_work: UnitOfWork
    standing: Standing

    async def __call__(self, *, agreement_id: UUID, digest: str, by: Actor, now: datetime, on: date) -> AgreementState:
        """Return the state after the signature under the document of that digest.

        A vendor that is no longer listed stops it.
        """
        async with self.unit_of_work() as work:
            await visible(work, agreement_id, by)
            vendors = await work.agreements.vendors_of([agreement_id])
        await _must_be_listed(self.standing, vendors, on=on)
        async with self.unit_of_work() as work:
            agreement = await visible(work, agreement_id, by)
            if await work.disagreements.on_agreements([agreement_id]):
                raise GuardiansDisagree("the guardians disagree about this; it can be signed once they agree")
            offered = await work.agreements.offered(agreement_id)
            signer = signer_of(by)
            signed = sign(agreement, offered, as_signer=signer, by=by.id, digest=digest)
            await work.agreements.sign([signed.id], as_signer=signer, by=by.id, now=now)
            if signer is Signer.GUARDIAN:
                await work.agreements.entrust(signed.id, {one.placement_id for one in signed.items if one.entrusted})
            await _finish(work, [signed], as_signer=signer, by=by, now=now, on=on)
        return signed.state


@dataclass(frozen=True, slots=True)
class SignForSchool:
    """Every agreement of the school's term that its family has signed and the school has not."""

    unit_of_work: UnitOfWork
    standing: Standing

    async def __call__(self, *, term: str, digest: str, by: Actor, now: datetime, on: date) -> int:
        """Return how many were signed; DocumentChanged where others wait than those of that digest."""
        async with self.unit_of_work() as work:
            waiting = await work.agreements.prepared_of_school(by.path.text, term)
            vendors = await work.agreements.vendors_of([one.id for one in waiting])
        await _must_be_listed(self.standing, vendors, on=on)
        async with self.unit_of_work() as work:
            waiting = await work.agreements.prepared_of_school(by.path.text, term)
            signed = sign_all(waiting, by=by.id, digest=digest)
            if signed:
                await work.agreements.sign([one.id for one in signed], as_signer=Signer.SCHOOL, by=by.id, now=now)
                await _finish(work, signed, as_signer=Signer.SCHOOL, by=by, now=now, on=on)
        return len(signed)


@dataclass(frozen=True, slots=True)
class SignForVendor:
    """Every prepared agreement under one course that its guardian has signed and the vendor has not.

    The vendor signs what families wanted without being told who they are (D15): it sees numbers only.
    """

    unit_of_work: UnitOfWork
    standing: Standing

    async def __call__(self, *, offering_id: UUID, digest: str, by: Actor, now: datetime, on: date) -> int:
        """Return how many were signed, being those of that digest.

        A vendor that is not listed, or whose contract has ended, cannot sign.
        """
        async with self.unit_of_work() as work:
            offering = await _taught_by(work, offering_id, by, on=on)
        vendor, district = offering.vendor_id, offering.school_path.parent
        if vendor is not None and district is not None:
            await _must_be_listed(self.standing, [(vendor, district.text)], on=on)
        async with self.unit_of_work() as work:
            await _taught_by(work, offering_id, by, on=on)
            waiting = await work.agreements.waiting_for_vendor(offering_id)
            must_show(waiting, digest)
            if not waiting:
                return 0
            signed = [sign_course(one, offering_id, by=by.id) for one in waiting]
            await work.agreements.sign_course([one.id for one in signed], offering_id, by=by.id, now=now)
            await _finish(work, signed, as_signer=Signer.VENDOR, by=by, now=now, on=on)
        return len(signed)


def signer_of(actor: Actor) -> Signer:
    return Signer.GUARDIAN if actor.role == "guardian" else Signer.SCHOOL


async def visible(work: Work, agreement_id: UUID, by: Actor) -> Agreement:
    """The agreement, locked, for a party to it; AgreementUnknown for anybody else."""
    found = await work.agreements.lock([agreement_id])
    if found and await _is_party(work, found[0], by):
        return found[0]
    raise AgreementUnknown("no agreement of yours by that id")


async def _is_party(work: Work, agreement: Agreement, by: Actor) -> bool:
    if signer_of(by) is Signer.GUARDIAN:
        return await work.pupils.own_child(agreement.pupil_id, by.id) is not None
    return by.path.text == agreement.school_path and agreement.state is not AgreementState.ENDED


async def _taught_by(work: Work, offering_id: UUID, by: Actor, *, on: date) -> Offering:
    offering = (await work.offers.by_ids([offering_id])).get(offering_id)
    if offering is None or offering.contract_id is None or offering.course_id is None:
        raise OfferingUnknown("no course of yours by that id")
    if await work.offers.contractor(offering.contract_id) != by.path.code:
        raise OfferingUnknown("no course of yours by that id")
    running = await work.offers.contracted(
        offering.school_path, offering.term, contract_id=offering.contract_id, course_id=offering.course_id, on=on
    )
    if running is None:
        raise CourseNotContracted("the contract for this course has ended")
    return offering


async def _must_be_listed(standing: Standing, vendors: Sequence[tuple[UUID, str]], *, on: date) -> None:
    for vendor_id, district in vendors:
        answer = await standing(vendor_id=vendor_id, district_path=OrganisationPath(district), on=on)
        if not answer.listed:
            raise VendorNotListed(
                "the teaching vendor is not on the whitelist any more", params={"reason": answer.reason_code}
            )


async def _finish(
    work: Work, signed: Sequence[Agreement], *, as_signer: Signer, by: Actor, now: datetime, on: date
) -> None:
    """Bring into force what every party has signed, and keep who signed what."""
    school = OrganisationPath(signed[0].school_path)
    in_force = await bring_into_force(work, signed, now=now, on=on)
    ids = [one.id for one in signed]
    work.record(
        "enrolment.agreements_signed",
        f"agreement/{ids[0]}" if len(ids) == 1 else f"school/{school.code}/{signed[0].term}",
        actor=by,
        at=now,
        before={"signed": 0, "agreements": len(ids)},
        after={"as": as_signer.value, "signed": len(ids), "in_force": in_force, "sha256": digest_of(signed)},
        rule=(await adoption_for(work, school, signed[0].term)).rule,
        digest=digest_of_ids(ids),
    )
