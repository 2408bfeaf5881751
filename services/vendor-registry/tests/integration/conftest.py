"""The service on a real database, with everybody who takes part in a selection."""

import json
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from typing import Any
from uuid import UUID, uuid5

import httpx
import pytest
from sqlalchemy import text

from chassis.auth.keys import KeyCache
from chassis.auth.tokens import TokenVerifier
from contracts.enrolment.v1 import events_pb2 as enrolment_v1
from rulebook.pack import pack_hash, parse_pack
from rulebook.shipped import shipped_pack_text
from testkit.clock import TERM_BEGINS, FakeClock
from testkit.seeing import as_shown
from testkit.sign_ins import KnownSignIns
from testkit.tokens import TokenMint
from vendor_registry.adapters.kafka.incoming import keep_adoption, keep_organisation
from vendor_registry.bootstrap import build
from vendor_registry.domain.uscc import check_character
from vendor_registry.settings import Settings

DISTRICT = "/3401/340104"
OTHER_DISTRICT = "/3401/340103"
SCHOOL = "/3401/340104/2134010001"
OTHER_SCHOOL = "/3401/340104/2134010002"
FOREIGN_SCHOOL = "/3401/340103/2134010009"
TERM = "2026-spring"
_PEOPLE = UUID("01900000-0000-7000-8000-000000000000")


def uscc(number: int) -> str:
    first = f"9134010{number:010d}"
    return first + check_character(first)


def person(name: str) -> UUID:
    return uuid5(_PEOPLE, name)


@dataclass
class World:
    """Speaks to the service as the people whose job it is."""

    service: Any
    client: httpx.AsyncClient
    mint: TokenMint
    clock: FakeClock
    keys: Any = field(default_factory=lambda: count(1))
    numbers: Any = field(default_factory=lambda: count(1))

    async def call(
        self, method: str, path: str, assignment: str, *, who: str | None = None, **more: Any
    ) -> httpx.Response:
        headers = self.mint.headers(person(who or assignment), assignment)
        headers["Idempotency-Key"] = more.pop("key", f"key-{next(self.keys):08d}")
        if "version" in more:
            headers["If-Match"] = f'"{more.pop("version")}"'
        return await self.client.request(method, path, headers=headers, **more)

    async def post(self, path: str, assignment: str, body: Any = None, **more: Any) -> Any:
        answer = await self.call("POST", path, assignment, json=body or {}, **more)
        assert answer.status_code in (200, 201), answer.text
        return answer.json()

    async def get(self, path: str, assignment: str, **more: Any) -> Any:
        answer = await self.call("GET", path, assignment, **more)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def adopt(self, district: str = DISTRICT, pack: str = "hefei") -> None:
        content = shipped_pack_text(pack)
        message = enrolment_v1.PackAdopted(
            district_path=district,
            term=TERM,
            pack_id=pack,
            pack_version="1",
            pack_text=content,
            pack_hash=pack_hash(content),
            parameters_json=suggested_parameters(content),
        )
        async with self.service.database.transaction() as transaction:
            await keep_adoption(message, None, transaction)
            for path, kind in ((district, "district"), (SCHOOL, "school")):
                named = enrolment_v1.OrganisationRegistered(path=path, kind=kind, name=f"{kind} {path[-4:]}")
                await keep_organisation(named, None, transaction)

    async def tell(self, apply: Any, message: Any) -> None:
        """Apply another service's event as the consumer does."""
        async with self.service.database.transaction() as transaction:
            await apply(message, None, transaction)

    async def vendor(self, *, licence_days: int = 400, cleared: bool = True, price: int = 30_000) -> dict[str, Any]:
        """A vendor with all papers, one instructor and one course."""
        number = next(self.numbers)
        applicant = f"applicant-{number}"
        name = f"合肥第{number}艺术中心"
        body = {
            "uscc": uscc(number),
            "district": DISTRICT,
            "name": name,
            "platform_number": f"P{number:06d}",
            "bank_name": "中国工商银行合肥分行",
            "account": f"62220000{number:08d}",
            "account_name": name,
            "clerk_name": f"张经办{number}",
        }
        found: dict[str, Any] = await self.post(
            "/v1/vendors", "vendor-applicant@/vendor-applicant", body, who=applicant
        )
        clerk = f"vendor-clerk@/vendor/{found['uscc']}"
        found |= {"clerk": clerk, "applicant": applicant}
        applicants = {**found, "clerk": "vendor-applicant@/vendor-applicant"}
        for kind in ("business", "sector", "insurance"):
            await self.licence(applicants, kind, days=licence_days if kind == "sector" else 400)
        confirmed = await self.confirm(found["id"])
        assert confirmed.status_code == 200, confirmed.text
        found["instructor"] = await self.post(
            f"/v1/vendors/{found['id']}/instructors", clerk, self.instructor(number, cleared=cleared), who=applicant
        )
        found["course"] = await self.post(
            f"/v1/vendors/{found['id']}/courses", clerk, self.course(f"少儿陶艺{number}", price=price), who=applicant
        )
        return found

    async def licence(self, vendor: dict[str, Any], kind: str, *, days: int) -> httpx.Response:
        today = self.clock.today()
        form = {
            "kind": kind,
            "number": f"{kind}-{vendor['uscc']}-{days}",
            "issued_by": "合肥市主管部门",
            "scope": "艺术培训",
            "valid_from": str(today - timedelta(days=100)),
            "valid_until": str(today + timedelta(days=days)),
            **({"category": "art"} if kind == "sector" else {}),
        }
        files = {"file": ("许可证.pdf", b"%PDF-1.7 scan", "application/pdf")}
        path = f"/v1/vendors/{vendor['id']}/licences"
        answer = await self.call("POST", path, vendor["clerk"], who=vendor["applicant"], data=form, files=files)
        assert answer.status_code == 201, answer.text
        return answer

    def instructor(self, number: int, *, cleared: bool = True) -> dict[str, Any]:
        today = self.clock.today()
        until = str(today + timedelta(days=400))
        clearance = {"result": "clear", "checked_on": str(today - timedelta(days=10)), "reference": f"C-{number}"}
        return {
            "name": f"李老师{number}",
            "handle": f"teacher-{number}",
            "certificate_kind": "美术教师资格",
            "certificate_number": f"Z{number:06d}",
            "labour_contract_until": until,
            "health_until": until,
            "full_time": True,
            "clearance": clearance if cleared else None,
        }

    def course(self, title: str, *, price: int = 30_000) -> dict[str, Any]:
        return {
            "title": title,
            "category": "art",
            "price_fen": price,
            "market_price_fen": 60_000,
            "consumables": [{"name": "陶泥", "amount_fen": 2_000}],
            "lessons": 16,
        }

    async def round(self, *, title: str = "2026年春季遴选", days: int = 3, listing_days: int = 300) -> dict[str, Any]:
        today = self.clock.today()
        body = {
            "term": TERM,
            "title": title,
            "offices": ["education", "police", "market", "culture"],
            "applications_from": str(today),
            "applications_until": str(today + timedelta(days=days)),
            "listing_until": str(today + timedelta(days=listing_days)),
        }
        made: dict[str, Any] = await self.post("/v1/rounds", f"district-officer@{DISTRICT}", body)
        return made

    async def apply(self, round_: dict[str, Any], vendor: dict[str, Any], **declared: Any) -> Any:
        body = {
            "vendor_id": vendor["id"],
            "course_ids": [vendor["course"]["id"]],
            "declarations": {
                "abnormal_operation": False,
                "failed_annual_check_on": None,
                "removed_elsewhere_on": None,
                "accepts_fund_supervision": True,
                "foreign_courses": False,
                **declared,
            },
        }
        return await self.post(
            f"/v1/rounds/{round_['id']}/applications", vendor["clerk"], body, who=vendor["applicant"]
        )

    async def confirm(self, vendor_id: str, **more: Any) -> Any:
        """What the market office answers that has seen the business licence; `more` goes to the request."""
        market = f"market-officer@{DISTRICT}"
        dossier = await self.get(f"/v1/vendors/{vendor_id}", market)
        licence = next(one["id"] for one in dossier["licences"] if one["kind"] == "business")
        body = {"licence_id": licence, "registrant_acts_for_vendor": True}
        seen = {"json": body, "version": dossier["version"]}
        return await self.call("POST", f"/v1/vendors/{vendor_id}/confirmation", market, **seen, **more)

    async def approve(self, application: dict[str, Any]) -> Any:
        answer = application
        for role in ("district-officer", "police-officer", "market-officer", "culture-officer"):
            path = f"/v1/applications/{application['id']}/reviews"
            answer = await self.post(path, f"{role}@{DISTRICT}", {"decision": "approve"})
        return answer

    async def listed(self, *vendors: dict[str, Any], title: str = "2026年春季遴选", listing_days: int = 300) -> Any:
        """Take these vendors through a whole round; the clock stands on the day of the listing then."""
        round_ = await self.round(title=title, days=1, listing_days=listing_days)
        for vendor in vendors:
            await self.approve(await self.apply(round_, vendor))
        self.clock.advance(days=2)
        shown = await self.carry_out(round_, "publicity")
        while str(self.clock.today()) <= shown["publicity_until"]:
            self.clock.advance(days=1)
        return await self.carry_out(round_, "listing")

    async def result(self, round_: dict[str, Any]) -> Any:
        """What the round comes to, as the district's officer is shown it."""
        return await self.get(f"/v1/rounds/{round_['id']}/result", f"district-officer@{DISTRICT}")

    async def carry_out(self, round_: dict[str, Any], step: str) -> Any:
        """Take the step ("publicity" or "listing") that was just looked at."""
        seen = {"digest": (await self.result(round_))["digest"]}
        return await self.post(f"/v1/rounds/{round_['id']}/{step}", f"district-officer@{DISTRICT}", seen)

    async def contract(self, vendor: dict[str, Any], *, school: str = SCHOOL) -> Any:
        body = {"vendor_id": vendor["id"], "term": TERM, "courses": [{"course_id": vendor["course"]["id"]}]}
        return await self.post("/v1/contracts", f"school-administrator@{school}", body)

    async def signed(self, vendor: dict[str, Any], *, school: str = SCHOOL) -> Any:
        drafted = await self.contract(vendor, school=school)
        path = f"/v1/contracts/{drafted['id']}/signature"
        seen = {"digest": drafted["digest"]}
        await self.post(path, f"principal@{school}", seen)
        return await self.post(path, vendor["clerk"], seen, who=vendor["applicant"])

    async def daily(self) -> int:
        """The daily job on the present day."""
        gone: int = await self.service.app.state.use_cases.expire_listings(on=self.clock.today(), now=self.clock.now())
        return gone

    async def events(self, kind: str) -> list[Any]:
        """The messages of a kind published so far, in order."""
        async with self.service.database.reading() as connection:
            found = await connection.execute(
                text("SELECT payload FROM chassis.outbox WHERE type = :type ORDER BY id"),
                {"type": f"contracts.vendor_registry.v1.{kind}"},
            )
            payloads = [bytes(row[0]) for row in found]
        from contracts.vendor_registry.v1 import events_pb2 as v1

        return [getattr(v1, kind).FromString(payload) for payload in payloads]


def suggested_parameters(content: str) -> str:
    """What a district may supply for the pack's open parameters, as JSON."""
    given = {each.name: each.json_of(each.suggested or each.samples[0]) for each in parse_pack(content).open_parameters}
    return json.dumps(given)


@pytest.fixture
def parameters_of() -> Callable[[str], str]:
    return suggested_parameters


@pytest.fixture
async def world(
    settings_for: Callable[..., Any], token_mint: TokenMint, http_client: Callable[..., Any]
) -> AsyncIterator[World]:
    settings = await settings_for(Settings, "vendor-registry", package="vendor_registry")
    service = build(settings)
    clock = FakeClock(TERM_BEGINS)
    keys = KeyCache.fixed(json.loads(token_mint.jwks))
    service.app.state.tokens = TokenVerifier(issuer=token_mint.issuer, audience="kehou", keys=keys)
    service.app.state.sign_ins = KnownSignIns()
    service.app.state.clock = clock
    decided = {
        r"/v1/applications/([0-9a-f-]{36})/reviews": "application",
        r"/v1/vendors/([0-9a-f-]{36})/(?:confirmation|refusal|withdrawal)": "vendor",
    }
    seeing = as_shown(service.database, decided)
    async with http_client(service.app, service="vendor-registry", event_hooks={"request": [seeing]}) as client:
        world = World(service, client, token_mint, clock)
        await world.adopt()
        yield world
    await service.database.close()
