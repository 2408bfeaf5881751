"""One real thing of everything that billing keeps, and how to ask for it as anybody."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import pytest

from contracts.enrolment.v1 import events_pb2 as enrolment
from kernel.money import Money
from kernel.period import Period
from sample_city.bank_files import Entry, statement
from sample_city.channel_files import Flow, fund_flow_bill
from sample_city.workbooks import UNIT_HEADINGS, WAIVER_HEADINGS, workbook
from testkit.access import asked, fingerprint
from testkit.names import named

UNIT, ACCOUNT, MERCHANT = "HS0001", "1302010109000123456", "1600000001"
TERM = "2026-spring"
DISTRICT = "/3401/340104"
SCHOOL, NEIGHBOUR = f"{DISTRICT}/2134010001", f"{DISTRICT}/2134010002"
PUPIL_NUMBER = "G3401042017000001"
MARCH = Period(datetime(2026, 3, 1).date(), datetime(2026, 4, 1).date())  # noqa: DTZ001 dates only
# Routes of which a unit has to be named in the query.
OF_A_UNIT = {"/v1/statement-lines", "/v1/matches", "/v1/ledger/balances"}
# Routes that are refused without the version of what was shown.
DECIDED_AS_SHOWN = {
    "/v1/statements/{statement_id}/confirmation",
    "/v1/statements/{statement_id}/rejection",
    "/v1/accounting-unit-changes/{change_id}/confirmation",
    "/v1/accounting-unit-changes/{change_id}/rejection",
}


@dataclass(frozen=True)
class Made:
    """What belongs to the first school, its family, its vendor and its unit, by the names in the routes."""

    city: Any
    ids: Mapping[str, str]
    bodies: Mapping[str, Any]
    # No answer to a stranger holds one of these.
    secrets: tuple[str, ...]

    def headers(self, role: str, place: str, who: str, *, acr: str = "strong") -> dict[str, str]:
        signed = self.city.mint.headers(UUID(named("person", who)), f"{role}@{place}", acr=acr)
        return {**signed, "Idempotency-Key": str(uuid4()), "If-Match": '"1"'}

    async def ask(self, method: str, path: str, headed: dict[str, str]) -> Any:
        """Call a route with everything that it asks for."""
        if path == "/v1/imports/accounting-units":
            given = {
                "files": {"file": ("units.xlsx", workbook("核算单位", UNIT_HEADINGS, [unit_row(holder="别人的")]))}
            }
        elif path == "/v1/imports/waivers":
            row = (PUPIL_NUMBER, "小安", "孤儿", "民〔2026〕2号", "2026-03-01", "2027-02-28")
            given = {
                "files": {"file": ("waivers.xlsx", workbook("减免名单", WAIVER_HEADINGS, [row]))},
                "params": {"term": TERM},
            }
        elif method == "PUT":
            given = {"content": b"0123456789"}
            headed = {**headed, "Content-Type": "application/octet-stream"}
        elif method == "POST":
            given = {"json": self.bodies.get(path)}
            headed = {**headed, **({"If-Match": '"1"'} if path in DECIDED_AS_SHOWN else {})}
        else:
            parameters = {"unit": UNIT, "reason": "看看"} if path in OF_A_UNIT or method == "DELETE" else {}
            given = {"params": asked(self.city.service.app, method, path, **parameters)}
        return await self.city.client.request(method, path.format(**self.ids), headers=headed, **given)

    async def fingerprint(self) -> dict[str, str]:
        return await fingerprint(self.city.database)

    async def let_the_unit_serve_the_neighbour_too(self) -> None:
        both = (*unit_row()[:-1], f"{SCHOOL[-10:]}、{NEIGHBOUR[-10:]}")
        await self.city.reject_unit_change(self.ids["change_id"])
        await self.city.change_units(both)


def unit_row(*, holder: str = "海棠课后服务专户") -> tuple[str, ...]:
    return (UNIT, "海棠核算中心", DISTRICT[-6:], "工商银行海棠支行", ACCOUNT, holder, MERCHANT, SCHOOL[-10:])


NEIGHBOURS_UNIT = (
    "HS0002",
    "邻校",
    DISTRICT[-6:],
    "工商银行",
    "1302010109000999999",
    "邻校",
    "1600000002",
    NEIGHBOUR[-10:],
)


WAIVER = {
    "pupil_id": named("小安"),
    "term": TERM,
    "class_code": "orphan",
    "evidence": "民〔2026〕1号",
    "valid_from": "2026-03-01",
    "valid_until": "2027-02-28",
}
CLAIM = {"contract_id": named("contract", SCHOOL), "month": "2026-03"}


async def bill_everybody(city: Any) -> Any:
    """Three pupils of the first school: billed, billed, and refused for more than the cap."""
    # A unit of the first school alone: what a unit of several schools holds is shown to none of them.
    await city.change_units(unit_row(), NEIGHBOURS_UNIT)
    await city.enrol("小安", "小成", "小丁")
    city.directory.pupils[PUPIL_NUMBER] = UUID(named("小安"))
    city.directory.schools[PUPIL_NUMBER] = SCHOOL
    city.directory.called[UUID(named("小安"))] = "小安"
    await city.agree("小安", "care", "书法", entrusted=True)
    await city.agree("小成", "围棋")
    await city.agree("小丁", "书法", "足球")
    run = await city.bill()
    assert run["refused"] == 1, run
    return run


async def serve_and_end(city: Any) -> None:
    """Two lessons given, a roll called, and one pupil who left."""
    await city.deliver("书法", "2026-03-16", "2026-03-18")
    city.clock.move_to(datetime(2026, 4, 1, 1, tzinfo=UTC))
    rolls = enrolment.RollCalled(
        group_id=named("group"),
        session_id=named("session"),
        school_path=SCHOOL,
        term=TERM,
        held_on="2026-03-16",
        offering_id=named(SCHOOL, "care"),
        marks=[enrolment.Mark(pupil_id=named("小安"), mark="late")],
    )
    await city.tell(rolls)
    await city.end("小成", "围棋", on="2026-03-20")


@pytest.fixture
async def made(city: Any) -> Made:
    run = await bill_everybody(city)
    bills = {one["pupil_id"]: one for one in await city.items("guardian", "/bills")}
    [notice] = await city.items("accountant", "/price-notices")
    applied = await city.post("accountant", "/waivers", WAIVER)
    lines = await bank_and_channel(city, bills[named("小成")])
    await serve_and_end(city)
    settlement = await city.post("accountant", "/settlements", CLAIM)
    [refund] = await city.items("accountant", "/refunds", state="proposed")
    subsidy = await city.post("finance", "/subsidies", {"school_path": SCHOOL, "term": TERM})
    announced = {**announcement("待上传.csv"), "sha256": "1" * 64}
    pending = await city.post("finance", "/statements", announced)
    bill = bills[named("小安")]
    order = await city.post("guardian", f"/bills/{bill['id']}/payment-orders", {"amount_fen": bill["still_due_fen"]})
    renamed = workbook("核算单位", UNIT_HEADINGS, [unit_row(holder="海棠专户")])
    [wanted] = (await city.upload("district", "/imports/accounting-units", renamed))["changes"]
    ids = {
        "run_id": run["id"],
        "bill_id": bills[named("小安")]["id"],
        "notice_id": notice["id"],
        "waiver_id": applied["id"],
        "settlement_id": settlement["id"],
        "refund_id": refund["id"],
        "subsidy_id": subsidy["id"],
        "statement_id": pending["id"],
        "change_id": wanted["id"],
        "number": "1",
        "unit": UNIT,
        "month": "2026-03",
        **{name: lines[name] for name in ("line_id", "exception_id")},
    }
    secrets = (*ids.values(), order["id"], order["merchant_order_number"], "海棠", "待上传", PUPIL_NUMBER)
    return Made(city, ids, bodies(WAIVER, CLAIM, refund, lines), tuple(one for one in secrets if len(one) > 1))


def announcement(name: str) -> dict[str, Any]:
    return {
        "kind": "bank_icbc",
        "unit_code": UNIT,
        "file_name": name,
        "size_bytes": 10,
        "sha256": "0" * 64,
        "parts": 1,
    }


def bodies(waiver: Any, claim: Any, refund: Any, lines: dict[str, str]) -> dict[str, Any]:
    """What a stranger sends, complete and true, so that it gets as far as the question whose it is."""
    return {
        "/v1/price-notices": {
            "school_path": SCHOOL,
            "term": TERM,
            "items": [{"product": "care", "price_fen": 0, "consumables_fen": 0}],
        },
        "/v1/waivers": waiver,
        "/v1/waivers/{waiver_id}/decision": {"granted": True},
        "/v1/price-notices/{notice_id}/publication": {"digest": "0" * 64},
        "/v1/bills/{bill_id}/payment-orders": {"amount_fen": 0},
        "/v1/refunds/{refund_id}/preparation": {"amount_fen": 0},
        "/v1/bill-runs": {"term": TERM, "scope_path": SCHOOL},
        "/v1/refunds": {"placement_id": refund["placement_id"]},
        "/v1/refunds/{refund_id}/approval": {"approved": True, "amount_fen": refund["amount_fen"]},
        "/v1/statements": announcement("别人的.csv"),
        "/v1/accounting-unit-changes/{change_id}/confirmation": {"digest": "1" * 64},
        "/v1/accounting-unit-changes/{change_id}/rejection": {"digest": "1" * 64, "reason": "看看"},
        "/v1/statements/{statement_id}/confirmation": {"sha256": "1" * 64, "concerns": []},
        "/v1/statements/{statement_id}/rejection": {"sha256": "1" * 64, "reason": "看看"},
        "/v1/payments-due/{number}/payee": {"reason": "看看"},
        "/v1/statement-lines/{line_id}/party": {"reason": "看看"},
        "/v1/matches": {"bank_line_id": lines["line_id"], "fund_line_ids": [lines["fund_line_id"]], "reason": "看看"},
        "/v1/exceptions/{exception_id}/resolution": {"resolution": "carry", "reason": "看看"},
        "/v1/exceptions/{exception_id}/resolution/approval": {"approved": True, "amount_fen": 1},
        "/v1/settlements/{settlement_id}/confirmation": {"amount_fen": 1},
        "/v1/settlements/{settlement_id}/payment": {"amount_fen": 1},
        "/v1/months/{unit}/{month}/close": {"digest": "1" * 64},
        "/v1/settlements": claim,
        "/v1/subsidies": {"school_path": SCHOOL, "term": TERM},
        "/v1/budget-claims": {"unit_code": UNIT, "kind": "waivers", "term": TERM},
        "/v1/reconciliations/{unit}/{month}/signatures": {"signs_as": "preparer", "digest": "1" * 64},
    }


async def bank_and_channel(city: Any, paid: dict[str, Any]) -> dict[str, str]:
    """A payment, money of nobody known, and a payout that waits for its credit."""
    on = datetime(2026, 3, 11).date()  # noqa: DTZ001 a date only
    entries = [
        Entry(on, "BK0001", "转账", f"课后服务费 {paid['number']}", Money(paid["still_due_fen"]), "王先生"),
        Entry(on, "BK0002", "转账", "学费", Money(12345), "李女士"),
    ]
    bank = statement(ACCOUNT, "海棠课后服务专户", MARCH, entries, opening=Money.ZERO)
    done = await city.import_statement("bank_icbc", bank)
    assert (done["state"], done["matched"], done["exceptions"]) == ("imported", 1, 1), done
    noon = datetime(2026, 3, 11, 12)  # noqa: DTZ001 the channel writes local time
    flows = [Flow(noon, "TX1", "FW1", "提现", "提现", -Money(500), "TX1")]
    done = await city.import_statement("wechat_fund_flow", fund_flow_bill(flows, opening=Money(500)))
    assert done["state"] == "imported", done
    [exception] = await city.items("finance", "/exceptions", unit=UNIT, state="open")
    funds = await city.items("finance", "/statement-lines", unit=UNIT, source="fund")
    return {"line_id": exception["line_id"], "exception_id": exception["id"], "fund_line_id": funds[0]["id"]}
