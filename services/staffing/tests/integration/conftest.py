"""A district of two schools with an adopted pack, an afternoon or two, and the staff that stand in them."""

import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from sqlalchemy import text

from chassis.auth.keys import KeyCache
from chassis.auth.tokens import TokenVerifier
from chassis.events.handling import EventInfo
from contracts.enrolment.v1 import events_pb2 as enrolment
from contracts.staffing.v1 import events_pb2 as staffing
from rulebook.shipped import shipped_pack_text
from sample_city import workbooks
from sample_city.workbooks import STAFF_HEADINGS
from staffing.adapters.kafka.incoming import handlers
from staffing.bootstrap import build
from staffing.settings import Settings
from testkit.clock import FakeClock
from testkit.sign_ins import KnownSignIns
from testkit.telling import last_told
from testkit.tokens import TokenMint

CITY, DISTRICT = "/3401", "/3401/340104"
SCHOOL, OTHER_SCHOOL = f"{DISTRICT}/2134010001", f"{DISTRICT}/2134010002"
ADMINISTRATOR, CITY_OFFICER, POLICE = UUID(int=1), UUID(int=2), UUID(int=3)
STAFF = [
    ("E001", "王建国", "19900000001", "2134010001", "校长", "", "2026-01-20", "2027-01-20"),
    ("E002", "李秀英", "19900000002", "2134010001", "学校管理员", "", "2026-01-20", "2027-01-20"),
    ("E003", "张伟", "19900000003", "2134010001", "会计", "", "2026-01-20", "2027-01-20"),
    ("E004", "刘芳", "19900000004", "2134010001", "班主任、值班教师", "3.2", "2026-01-20", "2027-01-20"),
    ("E005", "陈静", "19900000005", "340104", "教育局经办", "", "2026-01-20", "2027-01-20"),
]  # fmt: skip
PARAMETERS = {
    "allowance_rate": 6000,
    "subsidy_per_participant": 15000,
    "participants_counted_by": "2026-06-30",
    "applications_close_on": "2026-03-20",
}


@dataclass(frozen=True)
class Known:
    """What every test finds: the staff of the workbook, and a group of care with two afternoons."""

    group: UUID = field(default_factory=uuid4)
    offering: UUID = field(default_factory=uuid4)
    session: UUID = field(default_factory=uuid4)
    later: UUID = field(default_factory=uuid4)
    staff: tuple[tuple[str, ...], ...] = tuple(STAFF)


@pytest.fixture
def known() -> Known:
    return Known()


@pytest.fixture
def workbook() -> Callable[..., bytes]:
    def write(rows: list[tuple[str, ...]], headings: tuple[str, ...] = STAFF_HEADINGS) -> bytes:
        return workbooks.workbook("教职工", headings, rows)

    return write


def beginning(known: Known) -> list[Any]:
    def organisation(code: str, path: str, kind: str) -> enrolment.OrganisationRegistered:
        return enrolment.OrganisationRegistered(code=code, path=path, kind=kind, name=code)

    def session(session_id: UUID, held_on: str, number: int) -> enrolment.Session:
        return enrolment.Session(
            session_id=str(session_id), held_on=held_on, starts_at="16:30", ends_at="17:30", number=number
        )

    return [
        organisation("3401", CITY, "city"),
        organisation("340104", DISTRICT, "district"),
        organisation("2134010001", SCHOOL, "school"),
        organisation("2134010002", OTHER_SCHOOL, "school"),
        enrolment.TermOpened(district_path=DISTRICT, term="2026-spring", first_on="2026-03-02", last_on="2026-06-26"),
        enrolment.PackAdopted(
            district_path=DISTRICT,
            term="2026-spring",
            pack_text=shipped_pack_text("hefei"),
            parameters_json=json.dumps(PARAMETERS),
        ),
        enrolment.ClassRegistered(class_id=str(uuid4()), school_path=SCHOOL, grade=3, number=2),
        enrolment.OfferingPublished(offering_id=str(known.offering), product="care"),
        enrolment.SessionsScheduled(
            group_id=str(known.group),
            school_path=SCHOOL,
            offering_id=str(known.offering),
            sessions=[session(known.session, "2026-03-30", 1), session(known.later, "2026-03-31", 2)],
        ),
    ]


async def tell(service: Any, *messages: Any) -> None:
    handling = {handler.message: handler.apply for handler in handlers(service.app.state.sealer, service.clock)}
    for message in messages:
        info = EventInfo(uuid4(), "test", "", "", "", 1, datetime(2026, 2, 24, tzinfo=UTC))
        async with service.database.transaction() as transaction:
            await handling[type(message)](message, info, transaction)


@pytest.fixture
async def service(
    settings_for: Callable[..., Any], token_mint: TokenMint, fake_clock: FakeClock, known: Known
) -> AsyncIterator[Any]:
    settings = await settings_for(Settings, "staffing", package="staffing")
    service = build(settings)
    keys = KeyCache.fixed(json.loads(token_mint.jwks))
    service.app.state.tokens = TokenVerifier(issuer=token_mint.issuer, audience="kehou", keys=keys)
    service.app.state.sign_ins = KnownSignIns()
    service.app.state.clock = fake_clock
    fake_clock.move_to(datetime(2026, 3, 1, 1, tzinfo=UTC))
    object.__setattr__(service, "clock", fake_clock)
    await tell(service, *beginning(known))
    yield service
    await service.database.close()


@pytest.fixture
def told(service: Any) -> Callable[..., Awaitable[None]]:
    """Apply events as the consumer would."""

    async def apply(*messages: Any) -> None:
        await tell(service, *messages)

    return apply


@pytest.fixture
async def client(service: Any, http_client: Callable[..., Any]) -> AsyncIterator[httpx.AsyncClient]:
    async with http_client(service.app, service="staffing") as client:
        yield client


@pytest.fixture
def signed(token_mint: TokenMint) -> Callable[..., dict[str, str]]:
    def headers(
        person: UUID, assignment: str, *, acr: str = "strong", claims: dict[str, object] | None = None, **more: str
    ) -> dict[str, str]:
        token = token_mint.headers(person, assignment, acr=acr, claims=claims)
        return {**token, "Idempotency-Key": str(uuid4()), **more}

    return headers


async def agree(
    client: httpx.AsyncClient,
    signed: Any,
    shown: Mapping[str, Any],
    *,
    by: UUID = CITY_OFFICER,
    acting: str = f"city-officer@{CITY}",
    decision: str = "confirm",
) -> httpx.Response:
    """Decide about a staff list as it was shown."""
    headers = signed(by, acting, **{"If-Match": f'"{shown["version"]}"'})
    body = {"decision": decision, "digest": shown["digest"]}
    return await client.post(f"/v1/imports/staff/{shown['id']}/decision", headers=headers, json=body)


@pytest.fixture
def agree_to(client: httpx.AsyncClient, signed: Any) -> Callable[..., Awaitable[httpx.Response]]:
    return partial(agree, client, signed)


@pytest.fixture
def change_role(client: httpx.AsyncClient, signed: Any) -> Callable[..., Awaitable[httpx.Response]]:
    """Ask for a change as one person, and agree to it as an officer of the city."""

    async def change(address: str, body: dict[str, Any]) -> httpx.Response:
        asker = signed(ADMINISTRATOR, f"system-administrator@{CITY}")
        asked = await client.post(f"/v1/{address}", headers=asker, json={"reason": "岗位调整", **body})
        if asked.status_code != 201:
            return asked
        officer = signed(CITY_OFFICER, f"city-officer@{CITY}", **{"If-Match": '"1"'})
        decision = f"/v1/role-changes/{asked.json()['id']}/decision"
        return await client.post(decision, headers=officer, json={"decision": "confirm"})

    return change


async def clear(service: Any, client: httpx.AsyncClient, signed: Any) -> None:
    """Send the answer of the police for every claim there is, and confirm it as the police."""
    claims = text("SELECT person_id, checked_on, valid_until FROM clearance WHERE confirmed_at IS NULL ORDER BY id")
    async with service.database.reading() as connection:
        waiting = (await connection.execute(claims)).all()
    for person, checked_on, valid_until in waiting:
        address, check = f"/v1/people/{person}/clearances", {"checked_on": str(checked_on), "reference": "公查1号"}
        keeper = partial(signed, ADMINISTRATOR, f"system-administrator@{CITY}")
        body = {**check, "valid_until": str(valid_until)}
        entered = await client.post(address, headers=keeper(), json=body)
        assert entered.status_code == 204, entered.text
        paper = {"file": ("answer.pdf", b"%PDF-1.7 answer")}
        sent = await client.post(f"{address}/evidence?checked_on={checked_on}", headers=keeper(), files=paper)
        confirmation = {**check, "sha256": sent.json()["sha256"]}
        police = signed(POLICE, f"police-officer@{CITY}")
        confirmed = await client.post(f"{address}/confirmation", headers=police, json=confirmation)
        assert confirmed.status_code == 204, confirmed.text


@pytest.fixture
def import_staff(service: Any, client: httpx.AsyncClient, signed: Any) -> Callable[..., Awaitable[httpx.Response]]:
    async def post(
        content: bytes,
        *,
        by: UUID = ADMINISTRATOR,
        acting: str = f"system-administrator@{CITY}",
        cleared: bool = True,
    ) -> httpx.Response:
        """Send the list as one person, agree to it as an officer of the city, and clear everybody in it."""
        headers = signed(by, acting)
        sent = await client.post("/v1/imports/staff", headers=headers, files={"file": ("staff.xlsx", content)})
        if sent.status_code == 201 and sent.json()["state"] == "proposed":
            agreed = await agree(client, signed, sent.json())
            assert agreed.status_code == 200, agreed.text
            if cleared:
                await clear(service, client, signed)
        return sent

    return post


@pytest.fixture
def people(client: httpx.AsyncClient, signed: Any) -> Callable[[], Awaitable[dict[str, UUID]]]:
    async def by_number() -> dict[str, UUID]:
        answer = await client.get("/v1/people", headers=signed(ADMINISTRATOR, f"system-administrator@{CITY}"))
        return {one["number"]: UUID(one["id"]) for one in answer.json()["items"]}

    return by_number


@pytest.fixture
def published(service: Any) -> Callable[[str], Awaitable[int]]:
    async def count(kind: str) -> int:
        query = text("SELECT count(*) FROM chassis.outbox WHERE type = :type")
        async with service.database.reading() as connection:
            found: int = (await connection.execute(query, {"type": f"contracts.staffing.v1.{kind}"})).scalar_one()
        return found

    return count


@pytest.fixture
def rota_told(service: Any) -> Callable[[UUID], Awaitable[list[UUID]]]:
    """The sessions covered in the rota last published for a group."""

    async def last(group_id: UUID) -> list[UUID]:
        told = await last_told(service.database, staffing.ShiftsAssigned, group_id)
        return [UUID(one.session_id) for one in told.shifts]

    return last
