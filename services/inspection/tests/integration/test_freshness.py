"""How fresh the figures are is known to every role, each of them a process of its own; what is stale says so."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from chassis.clock import system_time
from chassis.events.outflow import Outflow
from chassis.events.rebuild import rebuild
from chassis.events.relay import Relay
from chassis.events.source import Progress
from chassis.grpc.server import GrpcServer
from chassis.postgres.database import Database
from chassis.postgres.transaction import Transaction
from chassis.settings import ServiceSettings
from inspection.adapters.postgres.contacts import ConsumerContact, forget_level, level_at, write_answers
from inspection.bootstrap import build
from inspection.settings import Settings
from stack.ports import free_port
from testkit.settings import make_settings
from testkit.telling import tell
from testkit.waiting import eventually, running

CITY = "/3401"
OVERVIEW = "/v1/overview?term=2026-spring"
SOURCES = ("enrolment", "billing", "staffing", "vendor-registry")
EARLIER = datetime(2026, 3, 31, 1, tzinfo=UTC)


@pytest.fixture
async def sources(fresh_database: Any, kafka_bootstrap: str) -> AsyncIterator[dict[str, Any]]:
    """Every source with a database and a gRPC server that tells how it is."""
    found = {}
    for service in SOURCES:
        given = {"database_url": await fresh_database(), "kafka_bootstrap": kafka_bootstrap, "grpc_port": free_port()}
        settings = make_settings(ServiceSettings, service, **given)
        database = Database.from_settings(settings)
        server = GrpcServer(settings, servicers=[], outflow=Outflow(database))
        await server.start()
        found[service] = (settings, database, server)
    yield found
    for _, database, server in found.values():
        await server.stop(grace_s=0)
        await database.close()


async def test_is_known_to_every_role_and_says_whose_facts_are_stale(
    sources: Any, settings_for: Any, service: Any, client: Any, acting: Any, story: Any, fake_clock: Any
) -> None:
    async def stale() -> dict[str, bool]:
        found = (await client.get(OVERVIEW, headers=acting("city-officer", CITY))).json()["freshness"]["sources"]
        return {one["service"]: one["stale"] for one in found}

    def is_stale(*services: str) -> Callable[[], Any]:
        async def holds() -> bool:
            return await stale() == {one: one in services for one in SOURCES}

        return holds

    # Beside the service that answers, the roles of the others: they share its database and nothing else.
    given = {
        "database_url": service.database.url,
        "kafka_bootstrap": sources["enrolment"][0].kafka_bootstrap,
        "grpc_peers": {name: f"127.0.0.1:{server.port}" for name, (_, _, server) in sources.items()},
    }
    consume, work = [build(await settings_for(Settings, "inspection", **given), fake_clock) for _ in range(2)]
    beside = [asyncio.create_task(work.background[name]()) for name in ("contacts", "refresh")]
    publishing, publisher, _ = sources["enrolment"]
    try:
        async with running(consume.consumer):
            async with running(Relay(publishing, publisher)):
                await _publish(publisher, story)
                await eventually(is_stale(), within_s=60)
                await asyncio.sleep(3)
                found = (await client.get(OVERVIEW, headers=acting("city-officer", CITY))).json()
                assert max(one["lag_s"] for one in found["freshness"]["sources"]) <= 5
            # One service is gone, another has something to say and no relay to say it.
            await sources["billing"][2].stop(grace_s=0)
            await _publish(publisher, story)
            await eventually(is_stale("billing", "enrolment"), within_s=60)
        await eventually(is_stale(*SOURCES), within_s=60)
    finally:
        for one in beside:
            one.cancel()
        await asyncio.gather(*beside, return_exceptions=True)
        for one in (consume, work):
            await one.database.close()


@pytest.fixture
async def level(service: Any) -> None:
    """Every source answered a moment ago, and everything is read."""
    await write_answers(service.database, dict.fromkeys(SOURCES, True))
    await ConsumerContact(service.database, "inspection").tell(_seen(system_time(), partitions=156))


@pytest.fixture
def shown(client: Any, acting: Any) -> Any:
    """`await shown()` → for each source how late it is called, or None where it is not called stale."""

    async def found() -> dict[str, int | None]:
        answer = await client.get(OVERVIEW, headers=acting("city-officer", CITY))
        sources = answer.json()["freshness"]["sources"]
        return {one["service"]: one["lag_s"] if one["stale"] else None for one in sources}

    return found


async def _execute(service: Any, statement: str) -> None:
    async with service.database.transaction() as transaction:
        await transaction.connection.execute(text(statement))


FRESH = dict.fromkeys(SOURCES)


async def test_calls_a_source_stale_while_an_event_of_it_waits_for_a_replay(
    service: Any, level: None, shown: Any
) -> None:
    assert await shown() == FRESH
    await _execute(service, _PARK.format(topic="billing.audit-head", state="failed", age_s=60))
    assert await shown() == FRESH
    await _execute(service, _PARK.format(topic="billing.bill", state="failed", age_s=0))
    assert {name for name, late in (await shown()).items() if late is not None} == {"billing"}
    # An event that waits for another is nothing unusual, unless it waits long.
    await _execute(service, _PARK.format(topic="enrolment.placement", state="waiting", age_s=0))
    assert (await shown())["enrolment"] is None
    await _execute(service, _PARK.format(topic="staffing.rota", state="behind", age_s=60))
    assert (await shown())["staffing"] in range(60, 70)


async def test_calls_everything_stale_while_figures_wait_to_be_made_anew(
    service: Any, level: None, shown: Any, refresh: Any
) -> None:
    await _execute(service, "INSERT INTO read_model.stale (school_path) VALUES ('/3401/340104/2134010001')")
    assert await shown() == FRESH
    await _execute(service, "UPDATE read_model.stale SET marked_at = marked_at - interval '60 s'")
    assert all(late in range(60, 70) for late in (await shown()).values())
    await refresh()
    assert await shown() == FRESH


_PARK = """
INSERT INTO chassis.dead_letter
    (consumer, topic, partition, "offset", key, event_id, type, version, payload, headers, state, reason,
     first_failed_at)
VALUES ('inspection', '{topic}', 0, 0, 'k', gen_random_uuid(), 't', 1, '', '{{}}', '{state}', 'r',
        clock_timestamp() - interval '{age_s} s')
"""


async def _publish(publisher: Database, story: Any) -> None:
    told = [("enrolment.organisation", message.path, message) for message in story.city()[:6]]
    await tell(publisher, told, at=EARLIER)


def _seen(level: datetime | None, partitions: int = 78) -> Progress:
    return Progress(partitions=partitions, partitions_total=156, lag=0, level_at=level)


async def test_is_level_only_where_all_processes_of_the_consumer_are(service: Any) -> None:
    """Two processes share the partitions; the one that is behind decides."""
    first, second = (ConsumerContact(service.database, "inspection") for _ in range(2))

    async def level() -> datetime | None:
        async with service.database.reading() as connection:
            return await level_at(connection, "inspection")

    now = system_time()
    await first.tell(_seen(now))
    assert await level() is None  # half of the partitions have nobody who reads them
    await second.tell(_seen(now))
    await first.tell(_seen(now + timedelta(seconds=2)))
    assert await level() == now
    await second.tell(_seen(now + timedelta(seconds=1)))
    assert await level() == now + timedelta(seconds=1)
    # The second leaves; until the first has its partitions nothing newer is known.
    await second.tell(Progress(0, 0, None, None))
    await first.tell(_seen(now + timedelta(seconds=3)))
    assert await level() < now + timedelta(seconds=3)
    await first.tell(_seen(now + timedelta(seconds=4), partitions=156))
    assert await level() == now + timedelta(seconds=4)


async def test_is_not_level_from_a_rebuild_on_until_everything_was_read_again(service: Any) -> None:
    """A process that has not noticed the rebuild yet knows only of what it read before."""
    old, new = (ConsumerContact(service.database, "inspection") for _ in range(2))
    now = system_time()

    async def forget(transaction: Transaction) -> None:
        await forget_level(transaction.connection, "inspection")

    await rebuild(service.database, "inspection", clear=forget)
    await old.tell(_seen(now, partitions=156))
    generation = await rebuild(service.database, "inspection", clear=forget)
    await old.tell(_seen(now + timedelta(seconds=1), partitions=156))
    await new.tell(replace(_seen(None), generation=generation))
    async with service.database.reading() as connection:
        assert await level_at(connection, "inspection") is None
    await new.tell(replace(_seen(now, partitions=156), generation=generation))
    async with service.database.reading() as connection:
        assert await level_at(connection, "inspection") == now
