"""A school publishes an offering in its catalogue (P3); a vendor's standing is asked afresh."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from enrolment.application.ports.work import Standing, UnitOfWork, Work
from enrolment.application.rules_in_force import adoption_for, rules_of
from enrolment.domain.event import OfferingPublished
from enrolment.domain.gate import OfferingOutsideNotice, needs_notice
from enrolment.domain.offering import (
    Offering,
    OfferingAlreadyPublished,
    OfferingState,
    OfferingUnknown,
    VendorNotListed,
)
from kernel.actor import Actor
from kernel.money import Money
from kernel.versions import must_be_present, must_come_to


@dataclass(frozen=True, slots=True)
class PublishOffering:
    unit_of_work: UnitOfWork
    standing: Standing

    async def __call__(
        self, *, offering_id: UUID, seen: Money, by: Actor, now: datetime, on: date, version: int
    ) -> Offering:
        """Return the published offering; `seen` is its price with consumables as it was shown.

        Raises VendorNotListed where its vendor is not on the whitelist today and, once families can apply,
        OfferingOutsideNotice where no notice in force names its price: before that the gates are asked for it.
        """
        async with self.unit_of_work() as work:
            draft = (await work.offers.by_ids([offering_id])).get(offering_id)
        if draft is None or draft.school_path != by.path:
            raise OfferingUnknown("your school drafted nothing by that id")
        district = by.path.parent
        if draft.vendor_id is not None and district is not None:
            # Asked before the transaction: nothing talks to the network while one is open.
            standing = await self.standing(vendor_id=draft.vendor_id, district_path=district, on=on)
            if not standing.listed:
                raise VendorNotListed("the vendor is not on the whitelist", params={"reason": standing.reason_code})
        async with self.unit_of_work() as work:
            # Whoever opens applications holds the term: either they see this offering, or we see them open.
            school_term = await work.terms.lock_school_term(by.path, draft.term)
            offering = await work.offers.lock(offering_id)
            if offering is None or offering.state is not OfferingState.DRAFT:
                raise OfferingAlreadyPublished("this offering is published already")
            must_be_present(version, present=offering.version)
            must_come_to(seen, present=offering.price + offering.consumables)
            if school_term.opened:
                await _must_be_noticed(work, offering, on=on)
            await work.hold(OfferingPublished, [offering_id])
            await work.offers.publish(offering_id)
            work.publish(_published(offering), at=now)
            before, after = {"state": offering.state.value}, {"state": OfferingState.PUBLISHED.value}
            subject = f"offering/{offering_id}"
            work.record("enrolment.offering_published", subject, actor=by, at=now, before=before, after=after)
        return offering


async def _must_be_noticed(work: Work, offering: Offering, *, on: date) -> None:
    rules = rules_of(await adoption_for(work, offering.school_path, offering.term))
    if needs_notice(offering.product, rules) and await work.offers.outside_notice([offering.id], on=on):
        raise OfferingOutsideNotice(
            f"families can apply already, and no price notice in force names the price of {offering.title}",
            params={"title": offering.title},
        )


def _published(offering: Offering) -> OfferingPublished:
    return OfferingPublished(
        offering_id=offering.id,
        school_path=offering.school_path,
        term=offering.term,
        product=offering.product,
        title=offering.title,
        vendor_id=offering.vendor_id,
        contract_id=offering.contract_id,
        course_id=offering.course_id,
        price_fen=offering.price.fen,
        consumables_fen=offering.consumables.fen,
        seats=offering.seats,
        weekdays=offering.weekdays,
        lessons=offering.lessons,
        starts_at=offering.starts_at,
        ends_at=offering.ends_at,
    )
