"""What billing's neighbours say, by hand: who acts, names, the events of a term, the files of channel and bank."""

import hashlib
import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from billing.application.records import Payee, Standing
from contracts.enrolment.v1 import events_pb2 as enrolment
from contracts.staffing.v1 import events_pb2 as staffing
from contracts.vendor_registry.v1 import events_pb2 as registry
from kernel.money import Money
from kernel.period import Period
from rulebook.shipped import shipped_pack_text
from sample_city.bank_files import Entry, statement
from sample_city.channel_files import Flow, Trade, fund_flow_bill, trade_bill
from testkit import names

DISTRICT = "/3401/340104"
SCHOOL = f"{DISTRICT}/2134010001"
SECOND_SCHOOL = f"{DISTRICT}/2134010002"
FOREIGN_DISTRICT = "/3401/340103"
FOREIGN_SCHOOL = f"{FOREIGN_DISTRICT}/2134010009"
TERM = "2026-spring"
PARAMETERS = {
    "allowance_rate": 6000,
    "subsidy_per_participant": 15000,
    "participants_counted_by": "2026-03-31",
    "applications_close_on": "2026-03-20",
}
ORGANISATIONS = (
    ("3401", "/3401", "city", ""),
    ("340104", DISTRICT, "district", ""),
    ("340103", FOREIGN_DISTRICT, "district", ""),
    ("2134010001", SCHOOL, "school", "primary"),
    ("2134010002", SECOND_SCHOOL, "school", "primary"),
    ("2134010009", FOREIGN_SCHOOL, "school", "primary"),
)
ACCOUNT, MERCHANT = "1302010109000123456", "1600000001"
MARCH = Period(date(2026, 3, 1), date(2026, 4, 1))
PAID_AT = datetime(2026, 3, 10, 10)  # noqa: DTZ001 the channel writes local time
SETTLED_AT = datetime(2026, 3, 11, 9)  # noqa: DTZ001
VOUCHER = "TX2026031100001"
COURSES = (("书法", 32000, 3000), ("围棋", 28000, 0), ("足球", 30000, 0))
ROLES = {
    "accountant": f"school-accountant@{SCHOOL}",
    "principal": f"principal@{SCHOOL}",
    "cashier": f"school-cashier@{SCHOOL}",
    "administrator": f"school-administrator@{SCHOOL}",
    "second accountant": f"school-accountant@{SECOND_SCHOOL}",
    "second principal": f"principal@{SECOND_SCHOOL}",
    "foreign accountant": f"school-accountant@{FOREIGN_SCHOOL}",
    "foreign principal": f"principal@{FOREIGN_SCHOOL}",
    "foreign finance": f"finance-officer@{FOREIGN_DISTRICT}",
    "district": f"district-officer@{DISTRICT}",
    "finance": f"finance-officer@{DISTRICT}",
    "finance two": f"finance-officer@{DISTRICT}",
    "auditor": "auditor@/3401",
    "vendor": "vendor-clerk@/vendor/91340100MA0000001X",
    "foreign vendor": "vendor-clerk@/vendor/91340100MA0000002X",
    "guardian": "guardian@/family",
    "foreign guardian": "guardian@/family",
    "teacher": f"class-teacher@{SCHOOL}",
}


@dataclass
class FakeDirectory:
    """Enrolment's answers, by hand."""

    pupils: dict[str, UUID] = field(default_factory=dict)
    called: dict[UUID, str] = field(default_factory=dict)
    # Where a pupil is enrolled; one that is not named here is found at every school.
    schools: dict[str, str] = field(default_factory=dict)

    async def find(self, school_path: str, pupil_numbers: Sequence[str]) -> dict[str, UUID]:
        here = [number for number in pupil_numbers if self.schools.get(number, school_path) == school_path]
        return {number: self.pupils[number] for number in here if number in self.pupils}

    async def names(self, pupil_ids: Sequence[UUID]) -> dict[UUID, str]:
        return {one: self.called[one] for one in pupil_ids if one in self.called}


@dataclass
class FakeStaff:
    """Staffing's answer, by hand: everybody is called by the end of their id."""

    async def names(self, person_ids: Sequence[UUID]) -> dict[UUID, str]:
        return {one: f"财政{str(one)[-4:]}" for one in person_ids}


@dataclass
class FakeRegistry:
    """Vendor-registry's answer, by hand."""

    off_list_since: date | None = None
    reason_code: str = ""
    account = "1303010109000188888"
    # What a test looks at while the question is under way.
    meanwhile: Callable[[], Awaitable[None]] | None = None

    async def standing(self, vendor_id: UUID, *, district_path: str, on: date) -> Standing:
        if self.meanwhile is not None:
            await self.meanwhile()
        listed = self.off_list_since is None or on < self.off_list_since
        reason = "" if listed else self.reason_code
        return Standing(listed=listed, reason_code=reason)

    async def payee(self, vendor_id: UUID) -> Payee:
        return Payee(name="乐艺文化", bank_name="徽商银行海棠支行", account=self.account)


class Neighbours:
    """The neighbours of one test and what they publish."""

    def __init__(self) -> None:
        self.directory = FakeDirectory()
        self.registry = FakeRegistry()
        self.staff = FakeStaff()
        self.groups: dict[UUID, list[str]] = {}

    @staticmethod
    def named(*words: object) -> UUID:
        return UUID(names.named(*words))

    def city(self) -> list[Any]:
        """Organisations, and in both districts the term and its pack."""
        found: list[Any] = [
            enrolment.OrganisationRegistered(code=code, path=path, kind=kind, name=f"机构{code}", stage=stage)
            for code, path, kind, stage in ORGANISATIONS
        ]
        for district in (DISTRICT, FOREIGN_DISTRICT):
            found += [
                enrolment.TermOpened(district_path=district, term=TERM, first_on="2026-02-24", last_on="2026-07-03"),
                enrolment.PackAdopted(
                    district_path=district,
                    term=TERM,
                    pack_id="hefei",
                    pack_version="1.0.0",
                    pack_text=shipped_pack_text("hefei"),
                    pack_hash=f"hash-{district}",
                    engine_version="1",
                    parameters_json=json.dumps(PARAMETERS),
                ),
            ]
        return found

    def plan_and_contract(self, school: str) -> list[Any]:
        courses = [
            registry.ContractCourse(
                course_id=str(self.named(title)), title=title, price_fen=price, consumables_fen=extra, lessons=16
            )
            for title, price, extra in COURSES
        ]
        return [
            enrolment.PlanDecided(school_path=school, term=TERM, filing_id=str(uuid4()), approved=True),
            registry.ContractSigned(
                contract_id=str(self.named("contract", school)),
                vendor_id=str(self.named("vendor")),
                uscc="91340100MA0000001X",
                school_path=school,
                term=TERM,
                courses=courses,
            ),
        ]

    def offerings(self, school: str) -> list[Any]:
        """Care and the contract's courses."""
        care = enrolment.OfferingPublished(
            offering_id=str(self.named(school, "care")),
            school_path=school,
            term=TERM,
            product="care",
            title="普惠托管",
            lessons=80,
        )
        courses = [
            enrolment.OfferingPublished(
                offering_id=str(self.named(school, title)),
                school_path=school,
                term=TERM,
                product="course",
                title=title,
                vendor_id=str(self.named("vendor")),
                contract_id=str(self.named("contract", school)),
                course_id=str(self.named(title)),
                price_fen=price,
                consumables_fen=extra,
                lessons=16,
            )
            for title, price, extra in COURSES
        ]
        return [care, *courses]

    def enrolled(self, name: str, *, school: str, guardian: str) -> list[Any]:
        return [
            enrolment.PupilEnrolled(
                pupil_id=str(self.named(name)),
                school_path=school,
                class_id=str(self.named("class")),
                grade=3,
                draw_key=hashlib.sha256(name.encode()).digest(),
            ),
            enrolment.GuardianBound(pupil_id=str(self.named(name)), guardian_id=str(self.named("person", guardian))),
        ]

    def grouped(self, name: str, title: str, *, school: str, group: str) -> Any:
        """The group's first member forms it, the others change it."""
        group_id = self.named(school, title, group)
        members = self.groups.setdefault(group_id, [])
        members.append(str(self.named(name)))
        if len(members) > 1:
            return enrolment.GroupMembersChanged(group_id=str(group_id), pupil_ids=members)
        return enrolment.GroupFormed(
            group_id=str(group_id),
            offering_id=str(self.named(school, title)),
            school_path=school,
            term=TERM,
            title=title,
            pupil_ids=members,
        )

    def agreed(self, name: str, title: str, *, school: str, entrusted: bool) -> Any:
        return enrolment.PlacementAgreed(
            placement_id=str(self.named(name, title)),
            offering_id=str(self.named(school, title)),
            pupil_id=str(self.named(name)),
            school_path=school,
            term=TERM,
            agreement_id=str(uuid4()),
            consumables_entrusted=entrusted,
            agreed_on="2026-03-06",
        )

    def ended(self, name: str, title: str, *, school: str, on: str, reason: str) -> Any:
        return enrolment.PlacementEnded(
            placement_id=str(self.named(name, title)),
            offering_id=str(self.named(school, title)),
            pupil_id=str(self.named(name)),
            school_path=school,
            term=TERM,
            ended_on=on,
            reason=reason,
        )

    def taught(self, title: str, held_on: str, *, school: str, group: str) -> Any:
        return staffing.LessonConfirmed(
            session_id=str(self.named(school, title, group, held_on)),
            group_id=str(self.named(school, title, group)),
            offering_id=str(self.named(school, title)),
            school_path=school,
            held_on=held_on,
            person_id=str(self.named("instructor")),
            vendor_id=str(self.named("vendor")),
            confirmed_by=str(self.named("person", "principal")),
        )

    def price_items(self) -> list[dict[str, Any]]:
        """The items of a notice for what the contract offers."""
        return [{"product": "care", "price_fen": 0, "consumables_fen": 0}] + [
            {"product": "course", "course_id": str(self.named(title)), "price_fen": price, "consumables_fen": extra}
            for title, price, extra in COURSES
        ]

    @staticmethod
    def trade(order: Any, number: int = 1) -> Trade:
        """The order paid, as the channel's trade bill of that day says."""
        return Trade(
            at=PAID_AT + timedelta(minutes=number),
            transaction_id=f"42000000{number:012d}",
            order_number=order["merchant_order_number"],
            payer="oABC",
            amount_fen=order["amount_fen"],
            title="课后服务",
        )

    def paid_by_channel(self, order: Any, *, credited: bool) -> dict[str, bytes]:
        """The files of an order paid through the channel: trade, settlement and, if `credited`, the bank's credit."""
        trade = self.trade(order)
        paid = Money(trade.amount_fen)
        flows = [
            Flow(PAID_AT, trade.transaction_id, "F1", "交易", "交易", paid, ""),
            Flow(SETTLED_AT, "TX1", "F2", "提现", "提现", -paid, VOUCHER),
        ]
        credit = Entry(SETTLED_AT.date(), "BK11000001", "结算", VOUCHER, paid, "财付通支付科技有限公司")
        return {
            "wechat_trade": trade_bill(MERCHANT, [trade]),
            "wechat_fund_flow": fund_flow_bill(flows, opening=Money.ZERO),
            "bank_icbc": statement(ACCOUNT, "专户", MARCH, [credit] * credited, opening=Money.ZERO),
        }


@pytest.fixture
def neighbours() -> Neighbours:
    return Neighbours()


@pytest.fixture(scope="session")
def roles() -> dict[str, str]:
    """The people of these tests and what they act as."""
    return ROLES
