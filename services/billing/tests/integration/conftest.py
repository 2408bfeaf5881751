"""A billing service on a real database, with hand-written neighbours and people who hold their assignments."""

import asyncio
import hashlib
import json
import re
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from sqlalchemy import text

from billing.adapters.kafka.incoming import handlers
from billing.adapters.postgres.unit_of_work import PostgresWork
from billing.adapters.postgres.versions import present_version
from billing.application.ports import Versioned
from billing.bootstrap import build
from billing.settings import Settings
from chassis.auth.keys import KeyCache
from chassis.auth.tokens import TokenVerifier
from chassis.events.handling import EventInfo
from sample_city.channel_files import trade_bill
from sample_city.workbooks import UNIT_HEADINGS, workbook
from testkit.clock import FakeClock
from testkit.databases import Databases
from testkit.settings import make_settings
from testkit.sign_ins import KnownSignIns
from testkit.tokens import TokenMint

SCHOOL, SECOND_SCHOOL = "/3401/340104/2134010001", "/3401/340104/2134010002"
TERM = "2026-spring"
UNIT, ACCOUNT, MERCHANT = "HS0001", "1302010109000123456", "1600000001"
PRICES_IN_FORCE = datetime(2026, 3, 9, 1, tzinfo=UTC)
PART_BYTES = 16 * 2**20


AGREED_TO = re.compile(
    "/(price-notices|waivers|refunds|exceptions|settlements)/([0-9a-f-]{36})/"
    "(publication|decision|preparation|approval|resolution|resolution/approval|confirmation|payment)$"
)
MONTH_SEEN = re.compile("/(?:reconciliations|months)/([^/]+)/([^/]+)/(?:signatures|close)$")
VERSIONED = {
    "price-notices": "price_notice",
    "waivers": "waiver",
    "refunds": "refund",
    "exceptions": "difference",
    "settlements": "settlement",
}


class Billing:
    """The service under test and everything a test does to it."""

    def __init__(
        self,
        service: Any,
        client: httpx.AsyncClient,
        mint: TokenMint,
        clock: FakeClock,
        neighbours: Any,
        roles: dict[str, str],
    ) -> None:
        self.service = service
        self.client = client
        self.mint = mint
        self.clock = clock
        self.neighbours = neighbours
        self.roles = roles
        self.directory = neighbours.directory
        self.registry = neighbours.registry
        self.database = service.database

    # events and work

    async def tell(self, *messages: Any) -> None:
        sealer = self.service.app.state.sealer
        known = {
            handler.message: handler.apply
            for handler in handlers(lambda transaction: PostgresWork(transaction, sealer))
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
        signed = self.mint.headers(self.neighbours.named("person", who), self.roles[who], acr="strong")
        return {**signed, "Idempotency-Key": str(uuid4()), **more}

    async def get(self, who: str, path: str, status: int = 200, **params: Any) -> Any:
        answer = await self.client.get(f"/v1{path}", headers=self.headers(who), params=params)
        assert answer.status_code == status, answer.text
        return answer.json() if "json" in answer.headers["content-type"] else answer.content

    async def items(self, who: str, path: str, **params: Any) -> list[Any]:
        return (await self.get(who, path, limit=100, **params))["items"]

    async def post(self, who: str, path: str, body: Any = None, status: int | None = None, **options: Any) -> Any:
        sent, seen = await self.as_shown(path, body)
        answer = await self.client.post(f"/v1{path}", headers=self.headers(who, **seen), json=sent, **options)
        if sent is not body and answer.status_code == 412:
            sent = {**sent, **answer.json()["params"]}
            answer = await self.client.post(f"/v1{path}", headers=self.headers(who, **seen), json=sent, **options)
        assert answer.status_code == status if status else answer.status_code < 300, answer.text
        if not answer.content:
            return None
        return answer.json() if "json" in answer.headers["content-type"] else answer.content

    async def as_shown(self, path: str, body: Any) -> tuple[Any, dict[str, str]]:
        """What a second person sends who has just looked: version and amount, or the digest of a month."""
        if month := MONTH_SEEN.match(path):
            shown = await self.get("finance", f"/reconciliations/{month[1]}/{month[2]}")
            return {"digest": shown["digest"], **(body or {})}, {}
        agreed = AGREED_TO.match(path)
        if agreed is None:
            return body, {}
        table = VERSIONED[agreed[1]]
        async with self.database.reading() as connection:
            row = (await connection.exec_driver_sql(f"SELECT * FROM {table} WHERE id = '{agreed[2]}'")).one()
            query = text(present_version(Versioned(table)))
            version = await connection.scalar(query, {"id": agreed[2]})
        if table == "settlement" or path.endswith(("/approval", "/preparation")):
            body = {"amount_fen": row.amount_fen, **(body or {})}
        if table == "price_notice":
            body = {"digest": await self.digest_of_prices(agreed[2]), **(body or {})}
        return body, {"If-Match": f'"{version}"'}

    async def digest_of_prices(self, notice_id: str) -> str:
        sealer = self.service.app.state.sealer
        async with self.database.transaction() as transaction:
            work = PostgresWork(transaction, sealer)
            return (await work.notices.locked(UUID(notice_id), scope="/3401")).digest

    async def upload(self, who: str, path: str, content: bytes, status: int = 201) -> Any:
        files = {"file": ("文件.xlsx", content)}
        answer = await self.client.post(f"/v1{path}", headers=self.headers(who), files=files)
        assert answer.status_code == status, answer.text
        return answer.json()

    async def import_statement(
        self,
        kind: str,
        content: bytes,
        *,
        who: str = "finance",
        unit: str = UNIT,
        confirmer: str | None = "finance two",
        **claims: Any,
    ) -> Any:
        """The file as one person sends it and, unless `confirmer` is None, as another one confirms it."""
        body = {
            "kind": kind,
            "unit_code": unit,
            "file_name": "对账单.csv",
            "size_bytes": len(content),
            "sha256": hashlib.sha256(content).hexdigest(),
            "parts": -(-len(content) // PART_BYTES),
            **claims,
        }
        sent = await self.post(who, "/statements", body)
        for number in range(body["parts"]):
            answer = await self.client.put(
                f"/v1/statements/{sent['id']}/parts/{number + 1}",
                headers={**self.headers(who), "Content-Type": "application/octet-stream"},
                content=content[number * PART_BYTES : (number + 1) * PART_BYTES],
            )
            assert answer.status_code == 204, answer.text
        await self.post(who, f"/statements/{sent['id']}/import")
        await self.work()
        if confirmer is not None:
            await self.confirm_statement(sent["id"], confirmer)
        return await self.get(who, f"/statements/{sent['id']}")

    async def confirm_statement(
        self, statement_id: str, who: str = "finance two", status: int = 202, *, work: bool = True, **changed: Any
    ) -> Any:
        """A second person takes the file as shown; one that was refused is left alone."""
        shown = await self.get(who, f"/statements/{statement_id}")
        if shown["state"] == "refused":
            return shown
        body = {"sha256": shown["sha256"], "concerns": shown["concerns"], **changed}
        headers = self.headers(who, **{"If-Match": f'"{shown["version"]}"'})
        answer = await self.client.post(f"/v1/statements/{statement_id}/confirmation", headers=headers, json=body)
        assert answer.status_code == status, answer.text
        if work:
            await self.work()
        return answer.json()

    # the city

    async def found_city(self) -> None:
        """Organisations, units, pack, plans and one contract."""
        await self.tell(*self.neighbours.city())
        await self.change_units(self.unit_row())
        for school in (SCHOOL, SECOND_SCHOOL):
            await self.tell(*self.neighbours.plan_and_contract(school))

    async def change_units(self, *rows: Sequence[str], who: str = "district", confirmer: str = "finance") -> Any:
        """Units as one person's workbook says and, unless nobody does, another one agrees."""
        content = workbook("核算单位", UNIT_HEADINGS, rows)
        proposed = await self.upload(who, "/imports/accounting-units", content)
        for change in proposed["changes"]:
            await self.confirm_unit_change(change, confirmer)
        return proposed

    async def confirm_unit_change(self, change: Any, who: str, status: int = 200) -> Any:
        path = f"/v1/accounting-unit-changes/{change['id']}/confirmation"
        headers = self.headers(who, **{"If-Match": f'"{change["version"]}"'})
        answer = await self.client.post(path, headers=headers, json={"digest": change["digest"]})
        assert answer.status_code == status, answer.text
        return answer.json()

    async def reject_unit_change(self, change_id: str, who: str = "finance") -> None:
        change = await self.get(who, f"/accounting-unit-changes/{change_id}")
        headers = self.headers(who, **{"If-Match": f'"{change["version"]}"'})
        body = {"digest": change["digest"], "reason": "有误"}
        path = f"/v1/accounting-unit-changes/{change_id}/rejection"
        assert (await self.client.post(path, headers=headers, json=body)).status_code == 200

    @staticmethod
    def unit_row(**changed: str) -> list[str]:
        row = [UNIT, "海棠核算中心", "340104", "工商银行海棠支行", ACCOUNT, "海棠课后服务专户", MERCHANT]
        return [*row, changed.get("schools", "2134010001、2134010002")]

    async def offer(self, school: str = SCHOOL) -> None:
        """Care and the contract's courses, offered."""
        await self.tell(*self.neighbours.offerings(school))

    async def publish_prices(
        self, school: str = SCHOOL, accountant: str = "accountant", principal: str = "principal"
    ) -> None:
        """A notice published by the principal, its publicity over."""
        items = self.neighbours.price_items()
        body = {"school_path": school, "term": TERM, "basis": "海发改〔2026〕3号", "items": items}
        notice = await self.post(accountant, "/price-notices", body)
        await self.post(principal, f"/price-notices/{notice['id']}/publication")
        self.clock.move_to(PRICES_IN_FORCE)

    async def enrol(self, *names: str, school: str = SCHOOL, guardian: str = "guardian") -> None:
        for name in names:
            await self.tell(*self.neighbours.enrolled(name, school=school, guardian=guardian))

    async def agree(
        self, name: str, *titles: str, entrusted: bool = False, school: str = SCHOOL, group: str = "group"
    ) -> None:
        for title in titles:
            await self.tell(self.neighbours.grouped(name, title, school=school, group=group))
            await self.tell(self.neighbours.agreed(name, title, school=school, entrusted=entrusted))

    async def end(self, name: str, title: str, *, on: str = "2026-03-10", reason: str = "withdrawn") -> None:
        """The pupil's place in a course ends; billing proposes a refund by itself."""
        await self.tell(self.neighbours.ended(name, title, school=SCHOOL, on=on, reason=reason))

    async def deliver(self, title: str, *days: str, school: str = SCHOOL, group: str = "group") -> None:
        for held_on in days:
            await self.tell(self.neighbours.taught(title, held_on, school=school, group=group))

    async def bill(self, who: str = "accountant") -> Any:
        scope = self.roles[who].rpartition("@")[2]
        started = await self.post(who, "/bill-runs", {"term": TERM, "scope_path": scope})
        await self.work()
        return await self.get(who, f"/bill-runs/{started['run_id']}")

    async def order(self, pupil: str) -> Any:
        bills = await self.items("guardian", "/bills")
        pupil_id = str(self.neighbours.named(pupil))
        bill = next(one for one in bills if one["pupil_id"] == pupil_id and one["still_due_fen"] > 0)
        seen = {"amount_fen": bill["still_due_fen"]}
        return await self.post("guardian", f"/bills/{bill['id']}/payment-orders", seen)

    async def pay_order(self, pupil: str, *, number: int = 1) -> Any:
        """A bill paid through the channel, as its trade bill of that day says; the order."""
        order = await self.order(pupil)
        trade = self.neighbours.trade(order, number)
        await self.import_statement("wechat_trade", trade_bill(MERCHANT, [trade]))
        return order

    async def pay_by_channel(self, pupil: str, *, credited: bool = True) -> int:
        """A bill paid through the channel, its settlement and, if `credited`, its credit at the bank; the amount."""
        order = await self.order(pupil)
        for kind, content in self.neighbours.paid_by_channel(order, credited=credited).items():
            await self.import_statement(kind, content)
        return int(order["amount_fen"])

    async def waive(
        self, pupil: str, class_code: str, *, valid_from: str = "2026-02-01", valid_until: str = "2026-08-31"
    ) -> None:
        """A waiver asked for by the accountant and granted by the principal."""
        body = {
            "pupil_id": str(self.neighbours.named(pupil)),
            "term": TERM,
            "class_code": class_code,
            "evidence": "民政〔2026〕0003号",
            "valid_from": valid_from,
            "valid_until": valid_until,
        }
        created = await self.post("accountant", "/waivers", body)
        await self.post("principal", f"/waivers/{created['id']}/decision", {"granted": True})

    async def agree_to_refunds(self) -> list[str]:
        """Every proposed refund prepared and approved; their reasons."""
        refunds = await self.items("accountant", "/refunds", state="proposed")
        for refund in refunds:
            await self.post("accountant", f"/refunds/{refund['id']}/preparation")
            await self.post("principal", f"/refunds/{refund['id']}/approval", {"approved": True})
        return [refund["reason"] for refund in refunds]

    async def balances(self, who: str = "finance") -> dict[str, int]:
        found = await self.get(who, "/ledger/balances", unit=UNIT)
        assert sum(one["balance_fen"] for one in found) == 0, found
        return {one["account"]: one["balance_fen"] for one in found if one["balance_fen"]}

    async def audited(self, action: str) -> list[Any]:
        """What the audit trail says before and after each such act."""
        query = text("SELECT before, after FROM chassis.audit_entry WHERE action = :action ORDER BY id")
        async with self.database.reading() as connection:
            return [dict(row) for row in (await connection.execute(query, {"action": action})).mappings()]

    async def published(self, kind: str) -> int:
        counted = text("SELECT count(*) FROM chassis.outbox WHERE type = :type")
        async with self.database.reading() as connection:
            return int(await connection.scalar(counted, {"type": f"contracts.billing.v1.{kind}"}))


@pytest.fixture
def open_billing(
    token_mint: TokenMint,
    fake_clock: FakeClock,
    http_client: Callable[..., Any],
    neighbours: Any,
    roles: dict[str, str],
) -> Callable[[str], AbstractAsyncContextManager[Billing]]:
    """`async with open_billing(url) as billing` → the service on that database, on the second of March."""

    @asynccontextmanager
    async def opened(url: str) -> AsyncIterator[Billing]:
        settings = make_settings(Settings, "billing", database_url=url, jwt_issuer=token_mint.issuer)
        fake_clock.move_to(datetime(2026, 3, 2, 1, tzinfo=UTC))
        service = build(
            settings,
            clock=fake_clock,
            directory=neighbours.directory,
            registry=neighbours.registry,
            staff=neighbours.staff,
        )
        keys = KeyCache.fixed(json.loads(token_mint.jwks))
        service.app.state.tokens = TokenVerifier(issuer=token_mint.issuer, audience="kehou", keys=keys)
        service.app.state.sign_ins = KnownSignIns()
        async with http_client(service.app, service="billing") as client:
            yield Billing(service, client, token_mint, fake_clock, neighbours, roles)
        await service.database.close()

    return opened


@pytest.fixture
async def billing(open_billing: Any, databases: Databases) -> AsyncIterator[Billing]:
    async with open_billing(await databases.fresh("billing")) as billing:
        yield billing


@pytest.fixture
async def city(open_billing: Any, databases: Databases) -> AsyncIterator[Billing]:
    """A city with one unit of two schools, offers, prices in force, and nobody billed yet."""

    async def found(url: str) -> None:
        async with open_billing(url) as billing:
            await billing.found_city()
            await billing.offer()
            await billing.publish_prices()

    async with open_billing(await databases.filled("billing", "city", found)) as billing:
        billing.clock.move_to(PRICES_IN_FORCE)
        yield billing
