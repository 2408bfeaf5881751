"""What enrolment's neighbours say, by hand: the registry, the sender of text messages, and others' events."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4, uuid5

import pytest

from contracts.billing.v1 import events_pb2 as billing
from contracts.staffing.v1 import events_pb2 as staffing
from contracts.vendor_registry.v1 import events_pb2 as vendors

TERM = "2026-spring"
SCHOOL = "/3401/340104/2134010001"
NAMES = UUID("00000000-0000-4000-8000-00000000abcd")
USCC = "91340104MA00000001"


@dataclass
class FakeStanding:
    """Says what the test wants to hear about vendors."""

    listed: bool = True
    reason_code: str = ""

    async def __call__(self, *, vendor_id: UUID, district_path: Any, on: date) -> "FakeStanding":
        return self


@dataclass
class FakeMessenger:
    """A provider of text messages: remembers the codes it was given, by telephone."""

    sent: list[tuple[str, str, str]] = field(default_factory=list)
    stops: Exception | None = None

    async def __call__(self, *, phone: str, code: str, reference: str) -> None:
        if self.stops is not None:
            raise self.stops
        self.sent.append((phone, code, reference))

    def code_of(self, reference: str) -> str:
        return next(code for _, code, of in reversed(self.sent) if of == reference)


@dataclass
class Timer:
    """The machine's time, moved by hand."""

    at: datetime = datetime(2026, 2, 24, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at


class Neighbours:
    """The neighbours of one test, what they publish, and what the offices import."""

    organisations = (
        ("3401", "合肥市（示例）", "市", "", "", ""),
        ("340104", "示例区", "区县", "3401", "", ""),
        ("340111", "邻区", "区县", "3401", "", ""),
        ("2134010001", "示例第一小学", "学校", "340104", "小学", "U1"),
        ("2134010002", "示例湖畔小学", "学校", "340104", "小学", "U2"),
        ("3134010003", "示例初级中学", "学校", "340104", "初中", "U2"),
    )

    def __init__(self) -> None:
        self.standing = FakeStanding()
        self.messenger = FakeMessenger()
        self.timer = Timer()

    @staticmethod
    def person(name: str) -> UUID:
        return uuid5(NAMES, name)

    def pupil_rows(self, count: int) -> list[tuple[str, ...]]:
        """The roster of grade 3, forty pupils a class, every tenth with a priority."""
        return [
            (
                f"G34010420170{number:05d}",
                f"小明{number}",
                "男",
                "3",
                str((number - 1) // 40 + 1),
                f"家长{number}",
                f"138{number:08d}",
                "否",
                "残疾" if number % 10 == 0 else "",
            )
            for number in range(1, count + 1)
        ]

    @staticmethod
    def vendor_of(title: str) -> UUID:
        """The vendor that teaches the courses of that title."""
        return uuid5(NAMES, "vendor" + title)

    def contract(
        self, vendor_id: UUID, contract_id: UUID, course_id: UUID, *, school: str, title: str, price: int
    ) -> list[Any]:
        """The vendor's name, and the contract it signed."""
        course = vendors.ContractCourse(
            course_id=str(course_id), title=title, price_fen=price, consumables_fen=4500, lessons=12
        )
        return [
            vendors.VendorRegistered(vendor_id=str(vendor_id), uscc=USCC, name="示例艺术培训有限公司"),
            vendors.ContractSigned(
                contract_id=str(contract_id),
                vendor_id=str(vendor_id),
                uscc=USCC,
                school_path=school,
                term=TERM,
                courses=[course],
            ),
        ]

    def price_notice(self, items: Iterable[tuple[str, str, int]], *, in_force: str) -> Any:
        return billing.PriceNoticePublished(
            school_path=SCHOOL,
            term=TERM,
            notice_id=str(uuid4()),
            published_on="2026-02-24",
            in_force_on=in_force,
            items=[
                billing.PriceItem(product=product, course_id=course, price_fen=price)
                for product, course, price in items
            ],
        )

    def class_teacher(self, class_id: UUID, number: int) -> Any:
        teacher = str(self.person(f"teacher-{number}"))
        return staffing.ClassTeacherAssigned(class_id=str(class_id), school_path=SCHOOL, person_id=teacher)

    def shift(self, session: dict[str, Any], *, who: str, duty: str) -> Any:
        shift = staffing.Shift(session_id=session["session_id"], person_id=str(self.person(who)), duty=duty)
        return staffing.ShiftsAssigned(group_id=session["group_id"], school_path=SCHOOL, shifts=[shift])


@pytest.fixture
def neighbours() -> Neighbours:
    return Neighbours()
