"""The read model is the same in whatever order events come, however often, and after it was built again."""

import random
from collections import defaultdict, deque
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

import inspection.adapters.postgres.read_rows as read
from chassis.events.relay import Relay
from chassis.postgres.database import Database
from chassis.postgres.migrate import assert_no_drift
from chassis.settings import ServiceSettings
from inspection.adapters.postgres.rows import anomaly, metadata
from inspection.bootstrap import build
from inspection.settings import Settings
from testkit.settings import make_settings
from testkit.telling import tell as tell_all
from testkit.waiting import eventually, running

# Messages of one aggregate keep their order; by which fields it is known.
KEYS = ("placement_id", "group_id", "bill_id", "run_id", "sheet_id", "settlement_id", "pupil_id", "contract_id")
TOPICS = {
    "OrganisationRegistered": "enrolment.organisation",
    "TermOpened": "enrolment.term",
    "PackAdopted": "enrolment.term",
    "CalendarPublished": "enrolment.term",
    "PupilEnrolled": "enrolment.pupil",
    "GuardianBound": "enrolment.pupil",
    "ClassRegistered": "enrolment.class",
    "OfferingPublished": "enrolment.offering",
    "PlacementAgreed": "enrolment.placement",
    "PlacementEnded": "enrolment.placement",
    "GroupFormed": "enrolment.group",
    "SessionsScheduled": "enrolment.group",
    "RollCalled": "enrolment.group",
    "SessionClosed": "enrolment.group",
    "AccountingUnitRegistered": "billing.accounting-unit",
    "PriceNoticePublished": "billing.price-notice",
    "BillsIssued": "billing.bill-run",
    "BillRunPublished": "billing.bill-run",
    "WaiversCounted": "billing.bill",
    "BillsPaid": "billing.bill",
    "BillChanged": "billing.bill",
    "RefundApproved": "billing.bill",
    "RefundPaid": "billing.bill",
    "ReconciliationProgressed": "billing.reconciliation",
    "MonthClosed": "billing.reconciliation",
    "VendorSettled": "billing.settlement",
    "SubsidyCalculated": "billing.subsidy",
    "AssignmentsChanged": "staffing.assignment",
    "ShiftsAssigned": "staffing.rota",
    "LessonConfirmed": "staffing.lesson",
    "AllowanceSheetPrepared": "staffing.allowance-sheet",
    "AllowanceSheetApproved": "staffing.allowance-sheet",
    "VendorListed": "vendor-registry.vendor",
    "ContractSigned": "vendor-registry.contract",
}


def whole(story: Any) -> list[Any]:
    return [*story.city(), *story.prepared(), *story.placed(), *story.served(), *story.billed()]


def place(message: Any) -> tuple[str, str]:
    """Topic and key of a message of the story."""
    name = type(message).__name__
    topic = TOPICS.get(name, "enrolment.school-term")
    fields = {field.name for field in message.DESCRIPTOR.fields}
    key = next((str(getattr(message, one)) for one in KEYS if one in fields), "")
    if topic in ("enrolment.school-term", "enrolment.term", "billing.reconciliation"):
        key = "".join(str(getattr(message, one, "")) for one in ("district_path", "school_path", "unit_code"))
    return topic, key or message.SerializeToString(deterministic=True).hex()[:60]


async def snapshot(service: Any) -> dict[str, list[Any]]:
    """The figures as they stand; the version of an anomaly counts the states it went through."""
    tables = [read.school_term, read.school_month, read.attendance, anomaly]
    async with service.database.reading() as connection:
        return {
            table.name: [
                tuple(row)
                for row in await connection.execute(
                    select(*(one for one in table.c if one.name != "version")).order_by(*table.primary_key)
                )
            ]
            for table in tables
        }


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_gives_the_same_whatever_the_order_between_aggregates(
    seed: int, service: Any, tell: Any, refresh: Any, story: Any, settings_for: Callable[..., Any]
) -> None:
    await tell(*whole(story))
    await refresh()
    expected = await snapshot(service)
    assert len(expected["school_term"]) == 3

    async with service.database.transaction() as transaction:
        for table in metadata.sorted_tables[::-1]:
            await transaction.connection.execute(table.delete())
    waiting: dict[tuple[str, str], deque[Any]] = defaultdict(deque)
    for message in whole(story):
        waiting[place(message)].append(message)
    chance = random.Random(seed)
    while waiting:
        chosen = chance.choice(sorted(waiting))
        await tell(waiting[chosen].popleft())
        if not waiting[chosen]:
            del waiting[chosen]
        if chance.random() < 0.1:
            await refresh()
    await refresh()
    assert await snapshot(service) == expected


async def test_gives_the_same_when_everything_is_told_twice(service: Any, tell: Any, refresh: Any, story: Any) -> None:
    await tell(*whole(story))
    await refresh()
    expected = await snapshot(service)
    await tell(*whole(story))
    await refresh()
    assert await snapshot(service) == expected


async def test_takes_a_thousand_bills_in_one_event(service: Any, tell: Any, refresh: Any, story: Any) -> None:
    from contracts.billing.v1 import events_pb2 as billing

    school = "/3401/340104/2134010001"
    bills = [
        billing.IssuedBill(bill_id=story.sid(f"b{n}"), pupil_id=story.sid(f"p{n}"), due_fen=n) for n in range(1_000)
    ]
    await tell(
        *story.city(),
        billing.BillsIssued(run_id="r", school_path=school, term="2026-spring", bills=bills),
        billing.BillRunPublished(run_id="r", school_path=school, term="2026-spring"),
    )
    await refresh()
    facts = (await snapshot(service))["school_term"][0][3]
    assert (facts["bills"], facts["due_fen"]) == (1_000, sum(range(1_000)))


async def test_is_the_same_after_it_was_dropped_and_rebuilt(
    settings_for: Any, fresh_database: Any, fake_clock: Any, kafka_bootstrap: str, story: Any, token_mint: Any
) -> None:
    """Over the real relay and broker: everything is published, applied, dropped and applied again."""
    told: dict[str, list[Any]] = {}
    for message in whole(story):
        told.setdefault(place(message)[0].partition(".")[0], []).append((*place(message), message))
    relays, publishers = [], []
    for owner, messages in told.items():
        url = await fresh_database()
        publishing = make_settings(ServiceSettings, owner, database_url=url, kafka_bootstrap=kafka_bootstrap)
        publishers.append(Database.from_settings(publishing))
        relays.append(Relay(publishing, publishers[-1]))
        await tell_all(publishers[-1], messages, at=fake_clock.now())
    settings = await settings_for(Settings, "inspection", package="inspection", kafka_bootstrap=kafka_bootstrap)
    service = build(settings, fake_clock)
    use_cases = service.app.state.use_cases

    async def level() -> bool:
        await use_cases.refresh_figures(on=fake_clock.today())
        rows = (await snapshot(service))["school_term"]
        return len(rows) == 3 and rows[0][3].get("sheets_approved") == 1 and rows[0][3].get("refunded_fen") == 500

    try:
        async with running(*relays, service.consumer, service.worker):
            await eventually(level, within_s=60)
            await eventually(_nothing_left(service), within_s=30)
            await use_cases.refresh_figures(on=fake_clock.today())
            expected = await snapshot(service)
            by = _administrator()
            operation_id = await use_cases.rebuild_read_model(name="school-terms", by=by, now=fake_clock.now())
            await eventually(_ended(service, operation_id), within_s=30)
            await eventually(level, within_s=60)
            await eventually(_nothing_left(service), within_s=30)
            await use_cases.refresh_figures(on=fake_clock.today())
            assert await snapshot(service) == expected
    finally:
        for publisher in publishers:
            await publisher.close()
        await service.database.close()


def _administrator() -> Any:
    from uuid import UUID

    from kernel.actor import Actor, Assignment
    from kernel.organisation import OrganisationPath

    return Actor(UUID(int=1), Assignment("system-administrator", OrganisationPath("/3401")))


def _nothing_left(service: Any) -> Callable[[], Any]:
    async def holds() -> bool:
        return service.consumer.lag == 0

    return holds


def _ended(service: Any, operation_id: Any) -> Callable[[], Any]:
    from chassis import operations

    async def holds() -> bool:
        async with service.database.reading() as connection:
            found = await operations.find(connection, operation_id)
        return found is not None and found.state == "done"

    return holds


async def test_finds_no_drift_between_migrations_and_tables(fresh_database: Any) -> None:
    await assert_no_drift(await fresh_database("inspection"), metadata)
