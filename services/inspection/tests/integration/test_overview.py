"""The dashboard says what the events say."""

from typing import Any

import pytest
from sqlalchemy import select

from contracts.billing.v1 import events_pb2 as billing
from inspection.adapters.postgres.read_rows import sheet
from inspection.application import tell_overview
from inspection.domain import told

CITY, DISTRICT, SCHOOL = "/3401", "/3401/340104", "/3401/340104/2134010001"
OVERVIEW = "/v1/overview?term=2026-spring"
BOARD = "/v1/schools/2134010001/terms/2026-spring/board"
# What of a board is for the school alone.
OF_FAMILIES = {
    "roster pupils",
    "survey answers",
    "application_review submitted",
    "application_review waiting",
    "placement placed",
    "placement alternatives",
    "agreements signed",
    "agreements waiting",
    "bills bills",
    "bills due_fen",
    "bills unbilled",
    "payments_reconciliation received_fen",
    "refunds refunds",
    "refunds paid",
    "refunds refunded_fen",
}


async def board(client: Any, acting: Any) -> dict[str, Any]:
    answer = await client.get(BOARD, headers=acting("school-administrator", SCHOOL))
    assert answer.status_code == 200, answer.text
    return answer.json()


def statuses(found: dict[str, Any]) -> dict[str, str]:
    return {task["key"]: task["status"] for task in found["tasks"]}


async def test_shows_an_empty_term_with_every_school(
    tell: Any, refresh: Any, story: Any, client: Any, acting: Any
) -> None:
    await tell(*story.city())
    await refresh()
    found = (await client.get(OVERVIEW, headers=acting("city-officer", CITY))).json()
    assert found["tiles"]["schools"]["numerator"] == 0
    assert found["tiles"]["schools"]["denominator"] == 3
    assert [row["code"] for row in found["districts"]] == ["340104", "340111"]
    assert all(source["stale"] for source in found["freshness"]["sources"])


async def test_adds_up_pupils_and_money(
    many: None, tell: Any, refresh: Any, story: Any, client: Any, acting: Any
) -> None:
    await tell(*story.city(), *story.prepared(), *story.placed(), *story.served(), *story.billed())
    await refresh()
    found = (await client.get(OVERVIEW, headers=acting("city-officer", CITY))).json()
    pupils, money = found["tiles"]["pupils"], found["tiles"]["money"]
    assert (pupils["numerator"], pupils["denominator"]) == (7, 12)
    assert (pupils["care"], pupils["course"], pupils["participants"]) == (7, 3, 7)
    assert money["billed_fen"] == 108_000
    assert money["waived_fen"] == 24_000
    assert money["due_fen"] == 73_500
    assert money["received_fen"] == 46_000
    assert money["refunded_fen"] == 500
    assert found["months"] == [{"month": "2026-03", "due_fen": 73_500, "received_fen": 46_000, "refunded_fen": 500}]
    gates = found["districts"][0]["gates"]
    assert gates["plan"] == gates["publicity"] == gates["agreement"] == gates["bills"] == 1
    # Both schools of the accounting unit are reconciled: it keeps one set of books.
    assert gates["reconciliation"] == gates["month_close"] == 2


async def test_tells_no_group_of_a_few_to_whoever_looks_from_above(
    tell: Any, refresh: Any, story: Any, client: Any, acting: Any
) -> None:
    """Of twelve pupils seven take part: neither figure nor the rest is told, nor an amount that is of so few."""
    await tell(*story.city(), *story.prepared(), *story.placed(), *story.served(), *story.billed())
    await refresh()
    found = (await client.get(OVERVIEW, headers=acting("city-officer", CITY))).json()
    pupils, money = found["tiles"]["pupils"], found["tiles"]["money"]
    assert pupils.pop("denominator") == 12
    assert {name: told for tile in (pupils, money) for name, told in tile.items() if name != "as_of" and told} == {}
    assert found["months"] == []
    assert {name: told for name, told in found["districts"][0].items() if name in pupils or name in money} == {}


async def test_shows_from_above_no_children_and_no_money_of_families_of_one_school(
    many: None, tell: Any, refresh: Any, story: Any, client: Any, acting: Any
) -> None:
    """Held against the overview, the boards of the others would tell what one of them hides."""
    await tell(*story.city(), *story.prepared(), *story.placed(), *story.served(), *story.billed())
    await refresh()
    of_the_school = {task["key"]: task["counts"] for task in (await board(client, acting))["tasks"]}
    for role, place in (("city-officer", CITY), ("district-officer", DISTRICT), ("auditor", CITY)):
        answer = await client.get(BOARD, headers=acting(role, place))
        from_above = {task["key"]: task["counts"] for task in answer.json()["tasks"]}
        hidden = {
            f"{key} {name}" for key, counts in from_above.items() for name, count in counts.items() if count is None
        }
        assert hidden == OF_FAMILIES
        assert all(
            told in (None, of_the_school[key][name])
            for key, counts in from_above.items()
            for name, told in counts.items()
        )
    assert of_the_school["agreements"] == {"signed": 7, "waiting": 0}


async def test_tells_no_change_by_few_from_one_look_to_the_next(
    monkeypatch: pytest.MonkeyPatch, tell: Any, refresh: Any, story: Any, client: Any, acting: Any
) -> None:
    """Where three are enough, two families more are not told, and a third is told with both."""

    def pays(*numbers: int) -> Any:
        bills = [
            billing.BillPaid(
                bill_id=story.sid(f"bill {number}"), school_path=SCHOOL, term=story.term, paid_fen=1_000 + number
            )
            for number in numbers
        ]
        return billing.BillsPaid(statement_id=str(numbers), bills=bills)

    async def received() -> Any:
        await refresh()
        found = (await client.get(OVERVIEW, headers=acting("city-officer", CITY))).json()
        of_the_district = (await client.get(OVERVIEW, headers=acting("district-officer", DISTRICT))).json()
        assert of_the_district["tiles"]["money"]["received_fen"] == found["tiles"]["money"]["received_fen"]
        return found["tiles"]["money"]["received_fen"]

    for module in (told, tell_overview):
        monkeypatch.setattr(module, "ABOVE_SCHOOLS", 3)
    bills = [
        billing.IssuedBill(bill_id=story.sid(f"bill {one}"), pupil_id=story.sid(f"pupil {one}"), due_fen=9_000)
        for one in range(9)
    ]
    issued = billing.BillsIssued(run_id="run", school_path=SCHOOL, term=story.term, bills=bills)
    published = billing.BillRunPublished(run_id="run", school_path=SCHOOL, term=story.term, bills=9, amount_fen=81_000)
    await tell(*story.city(), *story.prepared(), issued, published, pays(0, 1))
    assert await received() is None
    await tell(pays(2))
    assert await received() == 3_003
    await tell(pays(3))
    assert await received() == 3_003
    await tell(pays(4))
    assert await received() == 3_003
    await tell(pays(5))
    assert await received() == 6_015


async def test_counts_what_came_back_as_owed_again(
    many: None, service: Any, tell: Any, refresh: Any, story: Any, client: Any, acting: Any
) -> None:
    async def sheet_is_paid() -> Any:
        async with service.database.reading() as connection:
            return await connection.scalar(select(sheet.c.paid))

    await tell(*story.city(), *story.prepared(), *story.placed(), *story.served(), *story.billed())
    sources = {"refund": {"source_id": "r", "bill_id": story.sid("bill 0"), "term": story.term, "amount_fen": 500}}
    for kind, source_id in (("settlement", "v"), ("allowance", "a")):
        sources[kind] = {"source_id": source_id, "month": "2026-03", "amount_fen": 900}
    await tell(
        billing.VendorPaid(settlement_id="v", school_path=SCHOOL, month="2026-03", amount_fen=900),
        billing.AllowancePaid(sheet_id="a", school_path=SCHOOL, month="2026-03", amount_fen=900),
    )
    await refresh()
    before = statuses(await board(client, acting))
    assert await sheet_is_paid()
    await tell(*(billing.PayoutReturned(kind=kind, school_path=SCHOOL, **given) for kind, given in sources.items()))
    await refresh()
    found = (await client.get(OVERVIEW, headers=acting("city-officer", CITY))).json()
    assert found["tiles"]["money"]["refunded_fen"] == 0
    assert [month["refunded_fen"] for month in found["months"]] == [0]
    after = statuses(await board(client, acting))
    assert {task for task in after if before[task] == "done" != after[task]} == {"refunds", "vendor_settlement"}
    assert not await sheet_is_paid()


async def test_shows_a_district_its_own_schools_only(
    tell: Any, refresh: Any, story: Any, client: Any, acting: Any
) -> None:
    await tell(*story.city())
    await refresh()
    found = (await client.get(OVERVIEW, headers=acting("district-officer", DISTRICT))).json()
    assert found["tiles"]["schools"]["denominator"] == 2
    assert [row["code"] for row in found["districts"]] == ["340104"]


async def test_answers_nothing_new_with_304(tell: Any, refresh: Any, story: Any, client: Any, acting: Any) -> None:
    await tell(*story.city())
    await refresh()
    headers = acting("auditor", CITY)
    first = await client.get(OVERVIEW, headers=headers)
    again = await client.get(OVERVIEW, headers={**headers, "If-None-Match": first.headers["ETag"]})
    assert again.status_code == 304
    await tell(*story.prepared())
    await refresh()
    changed = await client.get(OVERVIEW, headers={**headers, "If-None-Match": first.headers["ETag"]})
    assert changed.status_code == 200
