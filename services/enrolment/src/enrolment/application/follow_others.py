"""What enrolment does about the facts of other services; each runs in the work that marks the event as applied."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from enrolment.application.ports.work import Work
from enrolment.application.suspend_sessions import EndVendorOfferings
from kernel.organisation import OrganisationPath


@dataclass(frozen=True, slots=True)
class CourseOfContract:
    course_id: UUID
    title: str
    price_fen: int
    consumables_fen: int
    lessons: int


@dataclass(frozen=True, slots=True)
class FollowVendors:
    """A vendor that drops out takes its sessions with it, from the day on which it is out."""

    end_offerings: EndVendorOfferings

    async def delisted(
        self, work: Work, *, vendor_id: UUID, district_path: str, on: date, reason: str, now: datetime
    ) -> None:
        await work.offers.delist_vendor(vendor_id, district_path, on=on, reason=reason)
        offerings = await work.offers.offerings_of_vendor(vendor_id, district_path)
        await self.end_offerings(work, offering_ids=offerings, reason=reason, on=on, now=now)

    async def contract_ended(self, work: Work, *, contract_id: UUID, on: date, reason: str, now: datetime) -> bool:
        """False when the contract is not known yet."""
        if not await work.offers.end_contract(contract_id, on=on, reason=reason):
            return False
        offerings = await work.offers.offerings_of_contract(contract_id)
        await self.end_offerings(work, offering_ids=offerings, reason=reason, on=on, now=now)
        return True

    async def contract_signed(
        self,
        work: Work,
        *,
        contract_id: UUID,
        vendor_id: UUID,
        uscc: str,
        school_path: OrganisationPath,
        term: str,
        courses: Sequence[CourseOfContract],
    ) -> None:
        await work.offers.save_contract(
            contract_id=contract_id,
            vendor_id=vendor_id,
            uscc=uscc,
            school_path=school_path.text,
            term=term,
            courses=[
                {
                    "course_id": one.course_id,
                    "title": one.title,
                    "price_fen": one.price_fen,
                    "consumables_fen": one.consumables_fen,
                    "lessons": one.lessons,
                }
                for one in courses
            ],
        )
