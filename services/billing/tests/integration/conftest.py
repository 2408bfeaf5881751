"""A billing service on a real database, with hand-written neighbours and people who hold their assignments."""

import asyncio
import hashlib
import json
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any
from uuid import UUID, uuid4, uuid5

import httpx
import pytest
import xlsxwriter

from billing.adapters.kafka.incoming import handlers
from billing.adapters.postgres.rules_cache import RulesCache
from billing.adapters.postgres.unit_of_work import PostgresWork
from billing.application.records import Standing
from billing.bootstrap import build
from billing.settings import Settings
from chassis.auth.keys import KeyCache
from chassis.auth.tokens import TokenVerifier
from chassis.events.handling import EventInfo
from contracts.enrolment.v1 import events_pb2 as enrolment
from contracts.staffing.v1 import events_pb2 as staffing
from contracts.vendor_registry.v1 import events_pb2 as registry
from rulebook.shipped import shipped_pack_text
from testkit.clock import FakeClock
from testkit.tokens import TokenMint

DISTRICT = "/3401/340104"
SCHOOL = f"{DISTRICT}/2134010001"
SECOND_SCHOOL = f"{DISTRICT}/2134010002"
FOREIGN_DISTRICT = "/3401/340103"
FOREIGN_SCHOOL = f"{FOREIGN_DISTRICT}/2134010009"
TERM = "2026-spring"
UNIT, ACCOUNT, MERCHANT = "HS0001", "1302010109000123456", "1600000001"
_NAMESPACE = UUID("6f0d2a52-6d3c-4b57-9d4e-0d2f8c5b1a11")
PARAMETERS = {
    "allowance_rate": 6000,
    "subsidy_per_participant": 15000,
    "participants_counted_by": "2026-03-31",
    "applications_close_on": "2026-03-20",
}


def named(*words: object) -> UUID:
    """The same id for the same words, so that tests can speak of pupils and courses by name."""
    return uuid5(_NAMESPACE, "/".join(map(str, words)))


ROLES = {
    "accountant": f"school-accountant@{SCHOOL}",
    "principal": f"principal@{SCHOOL}",
    "cashier": f"school-cashier@{SCHOOL}",
    "second accountant": f"school-accountant@{SECOND_SCHOOL}",
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

    async def find(self, school_path: str, pupil_numbers: Sequence[str]) -> dict[str, UUID]:
        return {number: self.pupils[number] for number in pupil_numbers if number in self.pupils}

    async def names(self, pupil_ids: Sequence[UUID]) -> dict[UUID, str]:
        return {one: self.called[one] for one in pupil_ids if one in self.called}


@dataclass
class FakeStaff:
    """Staffing's answer, by hand: everybody is called by the end of their id."""

    async def names(self, person_ids: Sequence[UUID]) -> dict[UUID, str]:
        return {one: f"财政{str(one)[-4:]}" for one in person_ids}


class FakeRegistry:
    """Vendor-registry's answer, by hand."""

    off_list_since: date | None = None
    reason_code: str = ""

    async def standing(self, vendor_id: UUID, *, district_path: str, on: date) -> Standing:
        listed = self.off_list_since is None or on < self.off_list_since
        reason = "" if listed else self.reason_code
        return Standing(listed=listed, reason_code=reason, name="乐艺文化", account_suffix="8888")


def workbook(sheet: str, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> bytes:
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        page = book.add_worksheet(sheet)
        page.write_row(0, 0, headings)
        for number, row in enumerate(rows, start=1):
            page.write_row(number, 0, row)
    return buffer.getvalue()


UNIT_HEADINGS = (
    "核算单位代码",
    "核算单位名称",
    "所属区县代码",
    "专户开户行",
    "专户账号",
    "专户户名",
    "微信商户号",
    "核算学校代码",
)


class Billing:
    """The service under test and everything a test does to it."""

    def __init__(self, service: Any, client: httpx.AsyncClient, mint: TokenMint, clock: FakeClock) -> None:
        self.service = service
        self.client = client
        self.mint = mint
        self.clock = clock
        self.directory = FakeDirectory()
        self.registry = FakeRegistry()
        self.database = service.database
        self.groups: dict[UUID, list[str]] = {}

    # events and work

    async def tell(self, *messages: Any) -> None:
        sealer, rules = self.service.app.state.sealer, RulesCache()
        known = {
            handler.message: handler.apply
            for handler in handlers(lambda transaction: PostgresWork(transaction, sealer, rules))
        }
        for message in messages:
            info = EventInfo(uuid4(), "test", "", "", "", 1, self.clock.now())
            async with self.database.transaction() as transaction:
                await known[type(message)](message, info, transaction)

    async def work(self, workers: int = 1) -> None:
        async def drain() -> None:
            while await self.service.worker.work_once():
                pass

        await asyncio.gather(*(drain() for _ in range(workers)))
        await self.service.worker.end_operations()

    # requests

    def headers(self, who: str, **more: str) -> dict[str, str]:
        signed = self.mint.headers(named("person", who), ROLES[who], acr="2")
        return {**signed, "Idempotency-Key": str(uuid4()), **more}

    async def get(self, who: str, path: str, status: int = 200, **params: Any) -> Any:
        answer = await self.client.get(f"/v1{path}", headers=self.headers(who), params=params)
        assert answer.status_code == status, answer.text
        return answer.json() if "json" in answer.headers["content-type"] else answer.content

    async def items(self, who: str, path: str, **params: Any) -> list[Any]:
        return (await self.get(who, path, limit=100, **params))["items"]

    async def post(self, who: str, path: str, body: Any = None, status: int | None = None, **options: Any) -> Any:
        answer = await self.client.post(f"/v1{path}", headers=self.headers(who), json=body, **options)
        assert answer.status_code == status if status else answer.status_code < 300, answer.text
        return answer.json() if answer.content else None

    async def upload(self, who: str, path: str, content: bytes, status: int = 201) -> Any:
        files = {"file": ("文件.xlsx", content)}
        answer = await self.client.post(f"/v1{path}", headers=self.headers(who), files=files)
        assert answer.status_code == status, answer.text
        return answer.json()

    async def import_statement(
        self, kind: str, content: bytes, *, who: str = "finance", unit: str = UNIT, **claims: Any
    ) -> Any:
        body = {
            "kind": kind,
            "unit_code": unit,
            "file_name": "对账单.csv",
            "size_bytes": len(content),
            "sha256": hashlib.sha256(content).hexdigest(),
            "parts": -(-len(content) // (16 * 2**20)),
            **claims,
        }
        statement = await self.post(who, "/statements", body)
        for number in range(body["parts"]):
            part = content[number * 16 * 2**20 : (number + 1) * 16 * 2**20]
            answer = await self.client.put(
                f"/v1/statements/{statement['id']}/parts/{number + 1}",
                headers={**self.headers(who), "Content-Type": "application/octet-stream"},
                content=part,
            )
            assert answer.status_code == 204, answer.text
        await self.post(who, f"/statements/{statement['id']}/import")
        await self.work()
        return await self.get(who, f"/statements/{statement['id']}")

    # the city

    async def found_city(self) -> None:
        """Organisations, units, pack, plans and one contract."""
        organisations = [
            ("3401", "/3401", "city", ""),
            ("340104", DISTRICT, "district", ""),
            ("340103", FOREIGN_DISTRICT, "district", ""),
            ("2134010001", SCHOOL, "school", "primary"),
            ("2134010002", SECOND_SCHOOL, "school", "primary"),
            ("2134010009", FOREIGN_SCHOOL, "school", "primary"),
        ]
        for code, path, kind, stage in organisations:
            await self.tell(
                enrolment.OrganisationRegistered(code=code, path=path, kind=kind, name=f"机构{code}", stage=stage)
            )
        for district in (DISTRICT, FOREIGN_DISTRICT):
            await self.tell(
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
            )
        await self.upload(
            "district", "/imports/accounting-units", workbook("核算单位", UNIT_HEADINGS, [self.unit_row()])
        )
        for school in (SCHOOL, SECOND_SCHOOL):
            await self.tell(
                enrolment.PlanDecided(school_path=school, term=TERM, filing_id=str(uuid4()), approved=True),
                registry.ContractSigned(
                    contract_id=str(named("contract", school)),
                    vendor_id=str(named("vendor")),
                    uscc="91340100MA0000001X",
                    school_path=school,
                    term=TERM,
                    courses=[
                        registry.ContractCourse(
                            course_id=str(named(title)), title=title, price_fen=price, consumables_fen=extra, lessons=16
                        )
                        for title, price, extra in COURSES
                    ],
                ),
            )

    @staticmethod
    def unit_row(**changed: str) -> list[str]:
        row = [UNIT, "海棠核算中心", "340104", "工商银行海棠支行", ACCOUNT, "海棠课后服务专户", MERCHANT]
        return [*row, changed.get("schools", "2134010001、2134010002")]

    async def offer(self, school: str = SCHOOL) -> None:
        """Care and the contract's courses, offered."""
        await self.tell(
            enrolment.OfferingPublished(
                offering_id=str(named(school, "care")), school_path=school, term=TERM, product="care", title="普惠托管",
                lessons=80,
            ),
            *(
                enrolment.OfferingPublished(
                    offering_id=str(named(school, title)),
                    school_path=school,
                    term=TERM,
                    product="course",
                    title=title,
                    vendor_id=str(named("vendor")),
                    contract_id=str(named("contract", school)),
                    course_id=str(named(title)),
                    price_fen=price,
                    consumables_fen=extra,
                    lessons=16,
                )
                for title, price, extra in COURSES
            ),
        )  # fmt: skip

    async def publish_prices(self, school: str = SCHOOL, accountant: str = "accountant") -> None:
        """A notice published by the principal, its publicity over."""
        items = [{"product": "care", "price_fen": 0}] + [
            {"product": "course", "course_id": str(named(title)), "price_fen": price, "consumables_fen": extra}
            for title, price, extra in COURSES
        ]
        body = {"school_path": school, "term": TERM, "basis": "海发改〔2026〕3号", "items": items}
        notice = await self.post(accountant, "/price-notices", body)
        await self.post("principal", f"/price-notices/{notice['id']}/publication")
        self.clock.move_to(datetime(2026, 3, 9, 1, tzinfo=UTC))

    async def enrol(self, *names: str, school: str = SCHOOL, guardian: str = "guardian") -> None:
        for name in names:
            await self.tell(
                enrolment.PupilEnrolled(
                    pupil_id=str(named(name)),
                    school_path=school,
                    class_id=str(named("class")),
                    grade=3,
                    draw_key=hashlib.sha256(name.encode()).digest(),
                ),
                enrolment.GuardianBound(pupil_id=str(named(name)), guardian_id=str(named("person", guardian))),
            )

    async def join_group(self, name: str, title: str, *, school: str = SCHOOL, group: str = "group") -> None:
        group_id = named(school, title, group)
        members = self.groups.setdefault(group_id, [])
        members.append(str(named(name)))
        if len(members) == 1:
            formed = enrolment.GroupFormed(
                group_id=str(group_id),
                offering_id=str(named(school, title)),
                school_path=school,
                term=TERM,
                title=title,
                pupil_ids=members,
            )
            await self.tell(formed)
        else:
            await self.tell(enrolment.GroupMembersChanged(group_id=str(group_id), pupil_ids=members))

    async def agree(
        self, name: str, *titles: str, entrusted: bool = False, school: str = SCHOOL, group: str = "group"
    ) -> None:
        for title in titles:
            await self.join_group(name, title, school=school, group=group)
            await self.tell(
                enrolment.PlacementAgreed(
                    placement_id=str(named(name, title)),
                    offering_id=str(named(school, title)),
                    pupil_id=str(named(name)),
                    school_path=school,
                    term=TERM,
                    agreement_id=str(uuid4()),
                    consumables_entrusted=entrusted,
                    agreed_on="2026-03-06",
                )
            )

    async def bill(self, who: str = "accountant") -> Any:
        started = await self.post(who, "/bill-runs", {"term": TERM})
        await self.work()
        return await self.get(who, f"/bill-runs/{started['run_id']}")

    async def order(self, pupil: str) -> Any:
        bills = await self.items("guardian", "/bills")
        bill = next(one for one in bills if one["pupil_id"] == str(named(pupil)) and one["still_due_fen"] > 0)
        return await self.post("guardian", f"/bills/{bill['id']}/payment-orders")

    async def deliver(self, title: str, *days: str, school: str = SCHOOL, group: str = "group") -> None:
        for held_on in days:
            await self.tell(
                staffing.LessonConfirmed(
                    session_id=str(named(school, title, group, held_on)),
                    group_id=str(named(school, title, group)),
                    offering_id=str(named(school, title)),
                    school_path=school,
                    held_on=held_on,
                    person_id=str(named("instructor")),
                    vendor_id=str(named("vendor")),
                    confirmed_by=str(named("person", "principal")),
                )
            )

    async def balances(self, who: str = "finance") -> dict[str, int]:
        found = await self.get(who, "/ledger/balances", unit=UNIT)
        assert sum(one["balance_fen"] for one in found) == 0, found
        return {one["account"]: one["balance_fen"] for one in found if one["balance_fen"]}

    async def published(self, kind: str) -> int:
        from sqlalchemy import text

        async with self.database.reading() as connection:
            return int(
                await connection.scalar(
                    text("SELECT count(*) FROM chassis.outbox WHERE type = :type"),
                    {"type": f"contracts.billing.v1.{kind}"},
                )
            )


COURSES = (("书法", 32000, 3000), ("围棋", 28000, 0), ("足球", 30000, 0))


@pytest.fixture
async def billing(
    settings_for: Callable[..., Any], token_mint: TokenMint, fake_clock: FakeClock, http_client: Callable[..., Any]
) -> AsyncIterator[Billing]:
    settings = await settings_for(Settings, "billing", package="billing", strong_acr=frozenset({"2"}))
    fake_clock.move_to(datetime(2026, 3, 2, 1, tzinfo=UTC))
    directory, vendors = FakeDirectory(), FakeRegistry()
    service = build(settings, clock=fake_clock, directory=directory, registry=vendors, staff=FakeStaff())
    keys = KeyCache.fixed(json.loads(token_mint.jwks))
    service.app.state.tokens = TokenVerifier(issuer=token_mint.issuer, audience="kehou", keys=keys)
    async with http_client(service.app) as client:
        world = Billing(service, client, token_mint, fake_clock)
        world.directory, world.registry = directory, vendors
        yield world
    await service.database.close()


@pytest.fixture
async def city(billing: Billing) -> Billing:
    """A city with one unit of two schools, offers, prices in force, and nobody billed yet."""
    await billing.found_city()
    await billing.offer()
    await billing.publish_prices()
    return billing


@pytest.fixture(scope="session")
def roles() -> dict[str, str]:
    """The people of these tests and what they act as."""
    return ROLES
