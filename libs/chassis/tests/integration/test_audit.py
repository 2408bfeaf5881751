"""An audit entry that was edited, removed or inserted is found."""

import asyncio
import io
from argparse import Namespace
from types import SimpleNamespace

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from chassis.audit.entry import AuditEntry
from chassis.audit.sealer import AuditSealer
from chassis.audit.verifier import verify, witnessed_heads
from chassis.audit.witness import witnesses_heads
from chassis.events.consumer import Consumer
from chassis.events.relay import Relay
from chassis.postgres.database import Database
from chassis.postgres.privileges import ServesAsOwner
from chassis.serving.upkeep import run_upkeep
from chassis.settings import ServiceSettings
from kernel.actor import system_actor
from testkit.settings import make_settings
from testkit.waiting import eventually, running

ACTOR = system_actor("probe")
PROBE = make_settings(ServiceSettings, "probe")


@pytest.fixture
async def database(fresh_database):
    database = Database(await fresh_database(), name="probe")
    yield database
    await database.close()


async def act(database, clock, count: int) -> None:
    async with database.transaction() as transaction:
        for number in range(count):
            entry = AuditEntry(ACTOR, "probe.acted", f"thing/{number}", clock.now(), after={"number": number})
            transaction.record(entry)


@pytest.fixture
def tamper(databases):
    """Do to the log what only the owner of the server can."""

    async def run(database, statement: str) -> None:
        mighty = Database(databases.as_superuser(database.url), name="mighty")
        async with mighty.transaction() as transaction:
            for part in ("ALTER TABLE chassis.audit_entry DISABLE TRIGGER ALL", statement):
                await transaction.connection.execute(text(part))
        await mighty.close()

    return run


async def test_finds_a_sealed_chain_sound(database, fake_clock) -> None:
    sealer = AuditSealer(database, fake_clock, PROBE)
    for _ in range(3):
        await act(database, fake_clock, 4)
        assert sorted(await asyncio.gather(sealer.seal_block(), sealer.seal_block())) == [0, 4]
    await act(database, fake_clock, 2)
    verdict = await verify(database)
    assert verdict.is_sound
    assert (verdict.blocks, verdict.entries, verdict.pending) == (3, 12, 2)


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ("UPDATE chassis.audit_entry SET after = '{}' WHERE id = 3", "block 1 was changed"),
        ("DELETE FROM chassis.audit_entry WHERE id = 6", "block 2 lacks 1"),
        (
            "INSERT INTO chassis.audit_entry (actor_id, role, path, action, subject, business_at, before, after, "
            "block_number) SELECT actor_id, role, path, action, subject, business_at, before, after, 1 "
            "FROM chassis.audit_entry WHERE id = 1",
            "block 1 holds 1 entries too many",
        ),
        ("UPDATE chassis.audit_entry SET block_number = 9 WHERE id = 1", "claim a block that does not exist"),
        ("DELETE FROM chassis.audit_block WHERE number = 1", "block 1 is missing"),
    ],
)
async def test_finds_tampering(database, fake_clock, tamper, statement: str, says: str) -> None:
    sealer = AuditSealer(database, fake_clock, PROBE)
    for _ in range(2):
        await act(database, fake_clock, 4)
        await sealer.seal_block()
    await tamper(database, statement)
    assert any(says in text for text in (await verify(database)).breaks)


async def test_refuses_to_change_an_entry_through_sql(database, databases, fake_clock) -> None:
    await act(database, fake_clock, 1)
    mighty = Database(databases.as_owner(database.url), name="owner")
    statements = ("DELETE FROM chassis.audit_entry", "UPDATE chassis.audit_entry SET role = 'nobody'")
    refused = [(database, statement, "permission denied") for statement in statements]
    refused += [(mighty, statement, "never changed") for statement in statements]
    for one, statement, says in refused:
        with pytest.raises(DBAPIError, match=says):
            async with one.transaction() as transaction:
                await transaction.connection.execute(text(statement))
    await mighty.close()


_COLUMNS = "actor_id, role, path, action, subject, business_at, before, after"


@pytest.mark.parametrize(
    "statement",
    [
        "ALTER TABLE chassis.audit_entry DISABLE TRIGGER ALL",
        "ALTER TABLE chassis.audit_block ADD COLUMN note text",
        "DROP TABLE chassis.audit_witness",
        "TRUNCATE chassis.audit_entry",
        "TRUNCATE chassis.audit_entry, chassis.audit_block",
        "DELETE FROM chassis.audit_block WHERE number = 1",
        "UPDATE chassis.audit_block SET hash = ''",
        "DELETE FROM chassis.audit_witness",
        "UPDATE chassis.audit_witness SET block_hash = ''",
        f"INSERT INTO chassis.audit_entry ({_COLUMNS}, block_number) SELECT {_COLUMNS}, 1 FROM chassis.audit_entry",
        f"INSERT INTO chassis.audit_entry ({_COLUMNS}, recorded_at) SELECT {_COLUMNS}, '2020-01-01'"
        " FROM chassis.audit_entry",
        "UPDATE chassis.audit_entry SET recorded_at = '2020-01-01'",
        "CREATE OR REPLACE FUNCTION chassis.refuse_audit_change() RETURNS trigger LANGUAGE plpgsql"
        " AS $$ BEGIN RETURN NEW; END $$",
        "SET session_replication_role = 'replica'",
        "CREATE TABLE chassis.mine (a int)",
        "DELETE FROM public.schema_version",
        "SET ROLE kehou_owner",
    ],
)
async def test_the_serving_role_cannot_touch_what_is_kept(database, fake_clock, statement: str) -> None:
    await act(database, fake_clock, 1)
    with pytest.raises(DBAPIError, match=r"permission denied|must be owner|InsufficientPrivilege"):
        async with database.transaction() as transaction:
            await transaction.connection.execute(text(statement))


@pytest.mark.parametrize("table", ["chassis.audit_entry", "chassis.audit_block", "chassis.audit_witness"])
async def test_not_even_the_owner_empties_what_is_kept(database, databases, table: str) -> None:
    mighty = Database(databases.as_owner(database.url), name="owner")
    with pytest.raises(DBAPIError, match="never emptied"):
        async with mighty.transaction() as transaction:
            await transaction.connection.execute(text(f"TRUNCATE {table}"))
    await mighty.close()


async def test_refuses_to_serve_as_the_owner(database, databases) -> None:
    await database.must_not_be_owned()
    for url in (databases.as_owner(database.url), databases.as_superuser(database.url)):
        mighty = Database(url, name="mighty")
        with pytest.raises(ServesAsOwner):
            await mighty.must_not_be_owned()
        await mighty.close()


def witnessed_settings(pair) -> ServiceSettings:
    """Those of a service of its own, with its own key, on the publisher's database."""
    given = {"database_url": pair.publishing.database_url, "kafka_bootstrap": pair.publishing.kafka_bootstrap}
    return make_settings(ServiceSettings, "probe-witnessed", **given)


async def test_finds_a_chain_that_was_recomputed_as_a_whole(pair, fake_clock, tamper, capsys) -> None:
    settings = witnessed_settings(pair)
    sealer = AuditSealer(pair.publisher, fake_clock, settings)
    consumer = Consumer(
        pair.applying, pair.applier, handlers=[witnesses_heads()], topics=["probe-witnessed.audit-head"]
    )

    async def is_witnessed() -> bool:
        return len(await witnessed_heads(pair.applier, settings.service)) == 1

    await act(pair.publisher, fake_clock, 3)
    await sealer.seal_block()
    async with running(Relay(settings, pair.publisher), consumer):
        await eventually(is_witnessed)
    heads = await witnessed_heads(pair.applier, settings.service)
    assert (await verify(pair.publisher, witnessed=heads)).is_sound

    await tamper(pair.publisher, "UPDATE chassis.audit_entry SET after = '{}', block_number = NULL")
    await tamper(pair.publisher, "DELETE FROM chassis.audit_block")
    await sealer.seal_block()
    assert (await verify(pair.publisher)).is_sound
    assert not (await verify(pair.publisher, witnessed=heads)).is_sound

    # The same by command, as whoever looks after the services does it.
    witness = SimpleNamespace(database=pair.applier, settings=pair.applying)
    assert await run_upkeep(witness, Namespace(role="audit", action="heads", of=settings.service, witnessed=None)) == 0
    printed = io.BytesIO(capsys.readouterr().out.encode())
    witnessed = SimpleNamespace(database=pair.publisher, settings=settings)
    assert await run_upkeep(witnessed, Namespace(role="audit", action="verify", witnessed=None)) == 0
    assert await run_upkeep(witnessed, Namespace(role="audit", action="verify", witnessed=printed)) == 1
    assert "not the one another service witnessed" in capsys.readouterr().out
