"""Which events of the other services are followed, and how."""

from collections.abc import Callable, Sequence
from datetime import date
from uuid import UUID

from chassis.events.handling import EventInfo, Handler, NotYetKnown, handles
from chassis.postgres.transaction import Transaction
from contracts.billing.v1 import events_pb2 as billing
from contracts.staffing.v1 import events_pb2 as staffing
from contracts.vendor_registry.v1 import events_pb2 as vendors
from enrolment.application.follow_others import CourseOfContract, FollowVendors
from enrolment.application.ports.work import Work
from kernel.organisation import OrganisationPath

TOPICS = (
    "billing.price-notice",
    "staffing.class-teacher",
    "staffing.rota",
    "vendor-registry.vendor",
    "vendor-registry.contract",
)


class Following:
    """Handlers of events; each opens its stores on the transaction that marks the event as applied."""

    def __init__(self, work_on: Callable[[Transaction], Work], follow: FollowVendors) -> None:
        self._work_on = work_on
        self._follow = follow

    def handlers(self) -> Sequence[Handler]:
        return (
            handles(billing.PriceNoticePublished, self._price_notice),
            handles(staffing.ClassTeacherAssigned, self._class_teacher),
            handles(staffing.ShiftsAssigned, self._shifts),
            handles(vendors.VendorRegistered, self._vendor_registered),
            handles(vendors.VendorListed, self._vendor_listed),
            handles(vendors.VendorDelisted, self._vendor_delisted),
            handles(vendors.ContractSigned, self._contract_signed),
            handles(vendors.ContractEnded, self._contract_ended),
        )

    async def _price_notice(
        self, message: billing.PriceNoticePublished, event: EventInfo, transaction: Transaction
    ) -> None:
        await self._work_on(transaction).terms.save_notice(
            OrganisationPath(message.school_path),
            message.term,
            notice_id=message.notice_id,
            in_force_on=date.fromisoformat(message.in_force_on),
            items=[(one.product, one.course_id, one.price_fen, one.consumables_fen) for one in message.items],
        )

    async def _class_teacher(
        self, message: staffing.ClassTeacherAssigned, event: EventInfo, transaction: Transaction
    ) -> None:
        work = self._work_on(transaction)
        if not await work.pupils.assign_teacher(UUID(message.class_id), UUID(message.person_id)):
            raise NotYetKnown(f"class {message.class_id}")

    async def _shifts(self, message: staffing.ShiftsAssigned, event: EventInfo, transaction: Transaction) -> None:
        shifts = [(UUID(one.session_id), UUID(one.person_id), one.duty) for one in message.shifts]
        if not await self._work_on(transaction).sessions.assign_shifts(UUID(message.group_id), shifts):
            raise NotYetKnown(f"sessions of group {message.group_id}")

    async def _vendor_registered(
        self, message: vendors.VendorRegistered, event: EventInfo, transaction: Transaction
    ) -> None:
        await self._work_on(transaction).offers.save_vendor(
            UUID(message.vendor_id), uscc=message.uscc, name=message.name
        )

    async def _vendor_listed(self, message: vendors.VendorListed, event: EventInfo, transaction: Transaction) -> None:
        await self._work_on(transaction).offers.list_vendor(
            UUID(message.vendor_id),
            message.district_path,
            listed_from=date.fromisoformat(message.listed_from),
            listed_until=date.fromisoformat(message.listed_until),
        )

    async def _vendor_delisted(
        self, message: vendors.VendorDelisted, event: EventInfo, transaction: Transaction
    ) -> None:
        await self._follow.delisted(
            self._work_on(transaction),
            vendor_id=UUID(message.vendor_id),
            district_path=message.district_path,
            on=date.fromisoformat(message.delisted_on),
            reason=message.reason_code,
            now=event.occurred_at,
        )

    async def _contract_signed(
        self, message: vendors.ContractSigned, event: EventInfo, transaction: Transaction
    ) -> None:
        await self._follow.contract_signed(
            self._work_on(transaction),
            contract_id=UUID(message.contract_id),
            vendor_id=UUID(message.vendor_id),
            uscc=message.uscc,
            school_path=OrganisationPath(message.school_path),
            term=message.term,
            courses=[
                CourseOfContract(UUID(one.course_id), one.title, one.price_fen, one.consumables_fen, one.lessons)
                for one in message.courses
            ],
        )

    async def _contract_ended(self, message: vendors.ContractEnded, event: EventInfo, transaction: Transaction) -> None:
        known = await self._follow.contract_ended(
            self._work_on(transaction),
            contract_id=UUID(message.contract_id),
            on=date.fromisoformat(message.ended_on),
            reason=message.reason_code,
            now=event.occurred_at,
        )
        if not known:
            raise NotYetKnown(f"contract {message.contract_id}")
