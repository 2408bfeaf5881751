"""A school, its people and its families, on a real database."""

import json
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from sqlalchemy import text

from chassis.auth.keys import KeyCache
from chassis.auth.tokens import TokenVerifier
from chassis.events.handling import EventInfo
from chassis.postgres.database import Database
from chassis.seal import Sealer
from enrolment.adapters.postgres.unit_of_work import PostgresUnitOfWork, PostgresWork
from enrolment.application.follow_others import FollowVendors
from enrolment.application.send_codes import SendCodes
from enrolment.application.suspend_sessions import EndVendorOfferings
from enrolment.bootstrap import assemble
from enrolment.entrypoints.kafka.consumer import Following
from enrolment.settings import Settings
from sample_city.workbooks import ORGANISATION_HEADINGS, ROSTER_HEADINGS, workbook
from testkit.clock import FakeClock
from testkit.sign_ins import KnownSignIns
from testkit.tokens import TokenMint

TERM = "2026-spring"
CITY = "/3401"
DISTRICT = "/3401/340104"
SCHOOL = f"{DISTRICT}/2134010001"
OTHER_SCHOOL = f"{DISTRICT}/2134010002"
PARAMETERS = {
    "allowance_rate": 6000,
    "subsidy_per_participant": 15000,
    "participants_counted_by": "2026-06-01",
    "applications_close_on": "2026-03-13",
}


@dataclass
class City:
    """The service under test and everybody who calls it."""

    service: Any
    client: httpx.AsyncClient
    mint: TokenMint
    clock: FakeClock
    neighbours: Any
    sealer: Sealer
    children: list[dict[str, Any]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.standing = self.neighbours.standing
        self.messenger = self.neighbours.messenger
        self.timer = self.neighbours.timer

    def headers(self, role: str, path: str = SCHOOL, who: str | None = None, key: str | None = None) -> dict[str, str]:
        found = self.mint.headers(self.neighbours.person(who or f"{role}{path}"), f"{role}@{path}")
        return {**found, "Idempotency-Key": key or str(uuid4())}

    async def call(
        self, method: str, url: str, role: str, path: str = SCHOOL, *, who: str | None = None, **more: Any
    ) -> Any:
        expect = more.pop("expect", 201 if method == "POST" else 200)
        headers = self.headers(role, path, who, more.pop("key", None))
        if shown := more.pop("shown", None):
            headers["If-Match"] = f'"{shown["version"]}"'
        response = await self.client.request(method, url, headers=headers, **more)
        assert expect in (response.status_code, None), f"{method} {url}: {response.status_code} {response.text}"
        return (
            response.json()
            if response.content and "json" in response.headers.get("content-type", "")
            else response.content
        )

    async def guardian(self, number: int, method: str, url: str, **more: Any) -> Any:
        return await self.call(method, url, "guardian", "/family", who=f"guardian-{number}", **more)

    async def publish(self, offering_id: str, **more: Any) -> Any:
        """What the principal is answered who publishes an offering as it is shown."""
        [shown] = await self.rows(
            "SELECT version, price_fen + consumables_fen AS amount_fen FROM offering WHERE id = :id",
            id=UUID(offering_id),
        )
        seen = {"shown": shown, "json": {"amount_fen": shown["amount_fen"]}}
        return await self.call("POST", f"/v1/offerings/{offering_id}/publication", "principal", **{**seen, **more})

    async def apply_event(self, message: Any, topic: str = "test.topic", key: str = "k") -> None:
        """Apply another service's event as the consumer does."""
        handlers = Following(lambda one: PostgresWork(one, self.sealer), FollowVendors(EndVendorOfferings())).handlers()
        handler = next(one for one in handlers if one.message is type(message))
        event = EventInfo(uuid4(), "test", message.DESCRIPTOR.full_name, topic, key, 1, self.clock.now())
        async with self.service.database.transaction() as transaction:
            await handler.apply(message, event, transaction)

    async def rows(self, statement: str, **params: Any) -> list[Any]:
        async with self.service.database.reading() as connection:
            return list((await connection.execute(text(statement), params)).mappings().all())

    async def events(self, kind: str) -> list[Any]:
        return await self.rows("SELECT * FROM chassis.outbox WHERE type LIKE :kind ORDER BY id", kind=f"%.{kind}")

    async def import_city(self, pupils: int = 12) -> None:
        await self.import_organisations(self.neighbours.organisations)
        await self.import_roster(self.neighbours.pupil_rows(pupils))

    async def import_organisations(self, rows: Sequence[tuple[str, ...]], expect: int = 201) -> Any:
        files = {"file": ("organisations.xlsx", workbook("机构", ORGANISATION_HEADINGS, rows))}
        administrator = ("system-administrator", CITY)
        return await self.call("POST", "/v1/imports/organisations", *administrator, files=files, expect=expect)

    async def import_roster(
        self, rows: list[tuple[str, ...]], path: str = SCHOOL, expect: int | None = 201, confirmed: str | None = None
    ) -> Any:
        """The answer; with `expect` None whichever it is, taken or refused."""
        files = {"file": ("roster.xlsx", workbook("学生名册", ROSTER_HEADINGS, rows))}
        url = "/v1/imports/rosters" + (f"?confirmed={confirmed}" if confirmed else "")
        return await self.call("POST", url, "school-administrator", path, files=files, expect=expect)

    async def open_term(self) -> None:
        officer = ("district-officer", DISTRICT)
        body = {"term": TERM, "first_on": "2026-03-02", "last_on": "2026-06-26"}
        await self.call("POST", "/v1/terms", *officer, json=body)
        await self.call("POST", "/v1/calendars", *officer, json={"term": TERM})
        adoption = {"pack_id": "hefei", "digest": await self.digest_of_pack("hefei"), "parameters": PARAMETERS}
        await self.call("POST", f"/v1/terms/{TERM}/adoption", *officer, json=adoption)

    async def digest_of_pack(self, pack_id: str) -> str:
        packs = await self.call("GET", "/v1/packs", "district-officer", DISTRICT)
        return str(next(one["digest"] for one in packs if one["id"] == pack_id))

    def child(self, number: int, **changes: Any) -> dict[str, Any]:
        """What the guardian of that pupil says about the child."""
        return {
            "school_code": "2134010001",
            "grade": 3,
            "class_number": (number - 1) // 40 + 1,
            "name": f"小明{number}",
            "pupil_number": f"G34010420170{number:05d}",
            "relation": "mother",
            **changes,
        }

    async def send_codes(self) -> int:
        """Hand what is due to the provider, as the sender of the service does."""
        return await SendCodes(PostgresUnitOfWork(self.service.database, self.sealer), self.messenger, self.timer)()

    async def start_claim(self, who: int, number: int, **more: Any) -> dict[str, Any]:
        """A guardian has a code sent for that pupil."""
        expect = more.pop("expect", 202)
        body = self.child(number, **more)
        answer: dict[str, Any] = await self.guardian(who, "POST", "/v1/children/claims/codes", json=body, expect=expect)
        return answer

    async def bind(self, who: int, number: int, *, relation: str = "mother") -> dict[str, Any]:
        """A guardian binds that pupil with the code that came to the telephone."""
        started = await self.start_claim(who, number, relation=relation)
        await self.send_codes()
        url = f"/v1/children/claims/{started['claim_id']}/confirmation"
        code = self.messenger.code_of(started["claim_id"])
        self.timer.at += timedelta(minutes=1)
        bound: dict[str, Any] = await self.guardian(who, "POST", url, json={"code": code})
        return bound

    async def claim(self, number: int, *, consent: bool = True) -> UUID:
        claimed = await self.bind(number, number)
        url = f"/v1/children/{claimed['pupil_id']}/consent"
        await self.guardian(
            number, "POST", url, json={"given": consent, "text_version": "2026-1", "ends_services": False}
        )
        self.children.append({**claimed, "number": number})
        return UUID(claimed["pupil_id"])

    async def file_and_approve(self, path: str = SCHOOL) -> None:
        files = {"plan": ("plan.pdf", b"%PDF-1.7 plan"), "emergency_plan": ("emergency.pdf", b"%PDF-1.7 emergency")}
        filed = await self.call("POST", "/v1/filings", "school-administrator", path, files=files, data={"term": TERM})
        listed = (await self.call("GET", "/v1/filings", "district-officer", DISTRICT))["items"]
        [filing] = [one for one in listed if one["filing_id"] == filed["filing_id"]]
        url = f"/v1/filings/{filing['filing_id']}/decision"
        await self.call("POST", url, "district-officer", DISTRICT, json={"approved": True}, shown=filing)

    async def contract(
        self, *, path: str = SCHOOL, title: str = "书法入门", price: int = 36000
    ) -> tuple[UUID, UUID, UUID]:
        vendor, contract, course = self.neighbours.vendor_of(title), uuid4(), uuid4()
        for message in self.neighbours.contract(vendor, contract, course, school=path, title=title, price=price):
            await self.apply_event(message)
        return vendor, contract, course

    async def offer(self, **changes: Any) -> UUID:
        body = {
            "term": TERM,
            "product": "care",
            "title": "普惠托管",
            "grades": [],
            "seats": 500,
            "weekdays": [1, 2, 3, 4, 5],
            "starts_at": "16:00",
            "ends_at": "17:50",
            "content": "作业、阅读、活动",
            "place": "本班教室",
            "safety": "教师值守，门卫登记",
            "complaint_phone": "0551-00000000",
            **changes,
        }
        drafted = await self.call("POST", "/v1/offerings", "school-administrator", json=body)
        await self.publish(drafted["offering_id"])
        return UUID(drafted["offering_id"])

    async def publish_notice(self, items: list[tuple[str, str, int]], in_force: str = "2026-03-01") -> None:
        await self.apply_event(self.neighbours.price_notice(items, in_force=in_force))

    async def assign_teachers(self) -> None:
        for row in await self.rows("SELECT id, number FROM school_class ORDER BY number"):
            await self.apply_event(self.neighbours.class_teacher(row["id"], row["number"]))

    async def open_for_applying(self, pupils: int = 12, seats: int = 5) -> dict[str, str]:
        """Bring the school to open applications; return its offerings."""
        await self.import_city(pupils)
        await self.open_term()
        await self.assign_teachers()
        for number in range(1, pupils + 1):
            child = await self.claim(number)
            answer = {"pupil_id": str(child), "wants_care": True, "weekdays": [1, 3], "categories": ["art"]}
            await self.guardian(number, "POST", f"/v1/surveys/{TERM}/answers", json=answer)
        await self.file_and_approve()
        _, contract, course = await self.contract()
        care = await self.offer()
        art = await self.offer(
            product="course",
            title="x",
            contract_id=str(contract),
            course_id=str(course),
            seats=seats,
            weekdays=[2],
            ends_at="17:30",
        )
        await self.publish_notice([("care", "", 0), ("course", str(course), 36000)])
        self.on(date(2026, 3, 2))
        await self.call("POST", f"/v1/schools/2134010001/terms/{TERM}/openings", "principal")
        return {"care": str(care), "art": str(art)}

    async def apply_for_all(self, offered: dict[str, str]) -> None:
        for child in self.children:
            body = {
                "pupil_id": child["pupil_id"],
                "term": TERM,
                "decline": False,
                "wishes": [offered["care"], offered["art"]],
                "weekdays": [1, 2, 3, 4, 5],
            }
            answer = await self.guardian(child["number"], "POST", "/v1/applications", json=body)
            assert [one["outcome"] for one in answer["wishes"]] == ["pending", "pending"]

    async def review_and_approve(self) -> None:
        queue = await self.call("GET", f"/v1/review-queue?term={TERM}", "class-teacher", who="teacher-1")
        reviews = [
            {"application_id": one["application_id"], "version": one["version"], "verdict": "approve"}
            for one in queue["items"]
        ]
        url = "/v1/review-queue/reviews"
        await self.call("POST", url, "class-teacher", who="teacher-1", json={"reviews": reviews})
        url = f"/v1/schools/2134010001/terms/{TERM}/approvals"
        shown = await self.call("GET", url, "principal")
        await self.call("POST", url, "principal", json={"digest": shown["digest"]})

    async def draw(self, seed: str = "20260314") -> dict[str, Any]:
        self.on(date(2026, 3, 14))
        body = {"school_code": "2134010001", "term": TERM, "seed": seed}
        answer: dict[str, Any] = await self.call("POST", "/v1/placements/draws", "principal", json=body)
        return answer

    async def sign_all(self) -> None:
        await self.sign_as_families()
        await self.sign_as_school()
        await self.sign_as_vendor()

    async def sign_as_families(self) -> None:
        for child in self.children:
            for agreement in {one["agreement_id"] for one in await self.placements_of(child["number"])} - {None}:
                await self.sign_as_family(child["number"], agreement)

    async def sign_as_family(self, number: int, agreement: str, *entrusted: str, expect: int = 201) -> Any:
        """Have the document made, and sign it as it was shown."""
        body = {"signer_name": f"家长{number}", "entrusted_placement_ids": list(entrusted)}
        made = await self.guardian(number, "POST", f"/v1/agreements/{agreement}/documents", json=body)
        url = f"/v1/agreements/{agreement}/signatures"
        return await self.guardian(number, "POST", url, json={"digest": made["digest"]}, expect=expect)

    async def sign_as_school(self) -> int:
        """Sign, as the principal, what families have signed; return how many that were."""
        url = f"/v1/schools/2134010001/terms/{TERM}/agreement-signatures"
        waiting = await self.call("GET", url, "principal")
        signed = (await self.call("POST", url, "principal", json={"digest": waiting["digest"]}))["signed"]
        assert signed == waiting["waiting"]
        return int(signed)

    async def sign_as_vendor(self, code: str = "91340104MA00000001") -> int:
        """Sign, as the vendor's clerk, what waits for it; return how many agreements that were."""
        clerk = ("vendor-clerk", f"/vendor/{code}")
        signed = 0
        for course in await self.call("GET", f"/v1/vendor-signatures?term={TERM}", *clerk):
            url = f"/v1/offerings/{course['offering_id']}/vendor-signatures"
            signed += (await self.call("POST", url, *clerk, json={"digest": course["digest"]}))["signed"]
        return signed

    async def placements_of(self, number: int) -> list[dict[str, Any]]:
        mine = await self.guardian(number, "GET", f"/v1/children?term={TERM}")
        return list(mine[0]["placements"])

    async def form_groups(self) -> dict[str, Any]:
        body = {"school_code": "2134010001", "term": TERM, "first_on": "2026-03-16"}
        formed: dict[str, Any] = await self.call("POST", "/v1/groups/formations", "principal", json=body)
        return formed

    async def assign_duty(self, session: dict[str, Any], who: str = "duty", duty: str = "duty") -> None:
        await self.apply_event(self.neighbours.shift(session, who=who, duty=duty))

    def on(self, day: date, hour: int = 9) -> None:
        self.clock.move_to(datetime(day.year, day.month, day.day, hour - 8, tzinfo=UTC))


@pytest.fixture
async def city(
    settings_for: Callable[..., Any],
    token_mint: TokenMint,
    fake_clock: FakeClock,
    http_client: Callable[..., Any],
    neighbours: Any,
) -> AsyncIterator[City]:
    settings = await settings_for(Settings, "enrolment", package="enrolment")
    database = Database.from_settings(settings)
    service = assemble(
        settings,
        database,
        fake_clock,
        standing=neighbours.standing,
        peers=[],
        messenger=neighbours.messenger,
        timer=neighbours.timer,
    )
    keys = KeyCache.fixed(json.loads(token_mint.jwks))
    service.app.state.tokens = TokenVerifier(issuer=token_mint.issuer, audience="kehou", keys=keys)
    service.app.state.sign_ins = KnownSignIns()
    async with http_client(service.app, service="enrolment") as client:
        yield City(service, client, token_mint, fake_clock, neighbours, Sealer.from_settings(settings))
    await database.close()
