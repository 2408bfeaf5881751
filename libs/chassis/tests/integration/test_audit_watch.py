"""A witness finds what the owner of both servers did to a chain, and raises no alarm where nothing was done."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import text

from chassis.audit.entry import AuditEntry
from chassis.audit.head import Head, HeadKeys, HeadSigner
from chassis.audit.sealer import AuditSealer
from chassis.audit.verifier import verify
from chassis.audit.watch import AuditWatch
from chassis.audit.witness import witnesses_heads
from chassis.events.handling import EventInfo
from chassis.grpc.audit import AuditServicer
from chassis.grpc.client import GrpcPeer
from chassis.grpc.errors import PeerRefusesUs
from chassis.grpc.server import GrpcServer, Servicer
from chassis.postgres.database import Database
from chassis.settings import ServiceSettings
from contracts.chassis.v1.audit_pb2 import AuditHeadSealed
from contracts.chassis.v1.audit_pb2_grpc import add_AuditServiceServicer_to_server
from kernel.actor import system_actor
from kernel.ids import new_id
from testkit.clock import TERM_BEGINS
from testkit.databases import Databases
from testkit.settings import make_settings

TELLER, TOPIC = "billing", "billing.audit-head"
TURNS = 30

_HEADS = text("SELECT payload, version FROM chassis.outbox WHERE topic = :topic ORDER BY version")


@dataclass
class Chain:
    """A service that seals, its witness, and somebody whom nothing stops."""

    sealing: Database
    witness: Database
    watch: AuditWatch
    peer: GrpcPeer
    sealer: AuditSealer
    owner: Callable[[str, str], Awaitable[None]]

    async def act(self, count: int = 4) -> None:
        async with self.sealing.transaction() as transaction:
            for number in range(count):
                transaction.record(AuditEntry(system_actor(TELLER), "billing.acted", f"thing/{number}", TERM_BEGINS))

    async def tell(self) -> None:
        """Bring the heads that were sealed to the witness, as relay and consumer do."""
        async with self.sealing.reading() as connection:
            rows = (await connection.execute(_HEADS, {"topic": TOPIC})).all()
        for row in rows:
            event = EventInfo(new_id(), TELLER, "", TOPIC, TELLER, row.version, TERM_BEGINS)
            async with self.witness.transaction() as transaction:
                await witnesses_heads().apply(AuditHeadSealed.FromString(row.payload), event, transaction)

    async def breaks(self) -> tuple[str, ...]:
        return (await self.watch.verify(self.peer)).verdict.breaks


@pytest.fixture
async def chain(fresh_database: Any, databases: Databases, fake_clock: Any) -> AsyncIterator[Chain]:
    """Three sealed blocks of four entries, their heads witnessed."""
    urls = {"sealing": await fresh_database(), "witness": await fresh_database()}
    sealing, witness = (Database(url, name=name) for name, url in urls.items())
    settings = make_settings(ServiceSettings, TELLER)
    add = Servicer(add_AuditServiceServicer_to_server, AuditServicer(sealing), callers=("inspection",))
    server = GrpcServer(settings, servicers=[add])
    await server.start()
    address = {TELLER: f"127.0.0.1:{server.port}"}
    watching = make_settings(ServiceSettings, "inspection", grpc_peers=address, audit_verify_every_s=3600)
    peer = GrpcPeer(watching, TELLER)

    async def owner(where: str, statement: str) -> None:
        mighty = Database(databases.as_superuser(urls[where]), name="mighty")
        async with mighty.transaction() as transaction:
            await transaction.connection.execute(text("SET session_replication_role = 'replica'"))
            await transaction.connection.execute(text(statement))
        await mighty.close()

    sealer = AuditSealer(sealing, fake_clock, settings)
    chain = Chain(sealing, witness, AuditWatch(watching, witness, [peer]), peer, sealer, owner)
    for _ in range(3):
        await chain.act()
        await sealer.seal_block()
    await chain.tell()
    yield chain
    await peer.close()
    await server.stop(grace_s=0.1)
    for database in (sealing, witness):
        await database.close()


async def test_finds_an_honest_chain_sound_and_keeps_what_it_found(chain: Chain) -> None:
    await chain.act(2)
    found = await chain.watch.verify_if_due(chain.peer)
    assert found is not None
    assert (found.verdict.breaks, found.verdict.blocks, found.verdict.pending, found.heads) == ((), 3, 2, 3)
    # Once in the time, whichever of the witness' processes looks.
    assert await chain.watch.verify_if_due(chain.peer) is None
    async with chain.witness.reading() as connection:
        kept = (await connection.execute(text("SELECT service, blocks, breaks FROM chassis.audit_verification"))).all()
    assert [tuple(row) for row in kept] == [(TELLER, 3, [])]


async def test_raises_no_alarm_while_blocks_are_sealed(chain: Chain) -> None:
    stopped = asyncio.Event()

    async def seal() -> None:
        while not stopped.is_set():
            await chain.act()
            await chain.sealer.seal_block()
            await chain.tell()

    sealing = asyncio.create_task(seal())
    try:
        for _ in range(TURNS):
            assert (await verify(chain.sealing)).breaks == ()
            assert await chain.breaks() == ()
    finally:
        stopped.set()
        await sealing


@pytest.mark.parametrize(
    ("where", "statement", "says"),
    [
        ("sealing", "DELETE FROM chassis.audit_block WHERE number = 3", "block 3 was witnessed"),
        ("sealing", "TRUNCATE chassis.audit_entry, chassis.audit_block", "block 1 was witnessed"),
        ("sealing", "DELETE FROM chassis.audit_entry WHERE block_number = 2", "block 2 lacks 4 entries"),
        ("sealing", "UPDATE chassis.audit_entry SET role = 'nobody' WHERE id = 12", "block 3 was changed"),
        (
            "sealing",
            "UPDATE chassis.audit_entry SET block_number = 9 WHERE id = 1",
            "claim a block that does not exist",
        ),
        ("witness", "DELETE FROM chassis.audit_witness WHERE block_number = 2", "head of block 2 is not kept"),
        (
            "witness",
            "UPDATE chassis.audit_witness SET block_hash = 'x' WHERE block_number = 2",
            "not bear the signature",
        ),
    ],
)
async def test_finds_what_the_owner_of_the_servers_did(chain: Chain, where: str, statement: str, says: str) -> None:
    await chain.owner(where, statement)
    found = await chain.breaks()
    assert any(says in one for one in found), found


async def test_finds_a_tail_that_was_cut_off_with_its_entries(chain: Chain) -> None:
    await chain.owner("sealing", "DELETE FROM chassis.audit_entry WHERE block_number = 3")
    await chain.owner("sealing", "DELETE FROM chassis.audit_block WHERE number = 3")
    assert (await verify(chain.sealing)).is_sound
    assert await chain.breaks() == ("block 3 was witnessed by another service and is gone",)


async def test_finds_a_chain_rewritten_with_its_heads_by_who_has_both_databases_and_no_key(chain: Chain) -> None:
    await chain.owner("sealing", "UPDATE chassis.audit_entry SET after = '{}', block_number = NULL")
    await chain.owner("sealing", "DELETE FROM chassis.audit_block")
    while await chain.sealer.seal_block():
        continue
    async with chain.sealing.reading() as connection:
        row = (await connection.execute(text("SELECT hash, entries_total FROM chassis.audit_block"))).one()
    await chain.owner("witness", "DELETE FROM chassis.audit_witness WHERE block_number > 1")
    forged = f"SET block_hash = '\\x{bytes(row.hash).hex()}', entries_total = {row.entries_total}"
    await chain.owner("witness", f"UPDATE chassis.audit_witness {forged}")
    assert (await verify(chain.sealing)).is_sound
    assert await chain.breaks() == ("the head kept of block 1 does not bear the signature of billing",)


_SET_ASIDE = f"""
INSERT INTO chassis.dead_letter (consumer, topic, partition, "offset", key, event_id, type, version, payload, headers,
                                 state, reason)
VALUES ('inspection', '{TOPIC}', 0, 9, '{TELLER}', gen_random_uuid(), 't', 4, '', '{{}}', 'failed', 'HeadContradicted')
"""


async def test_says_that_a_chain_contradicted_itself(chain: Chain) -> None:
    await chain.owner("witness", _SET_ASIDE)
    assert any("contradict" in one for one in await chain.breaks())


async def test_shows_the_chain_to_nobody_but_its_witness(chain: Chain) -> None:
    address = chain.peer._settings.grpc_peers
    stranger = make_settings(ServiceSettings, "staffing", grpc_peers=address)
    peer = GrpcPeer(stranger, TELLER)
    with pytest.raises(PeerRefusesUs):
        await AuditWatch(stranger, chain.witness, [peer]).verify(peer)
    await peer.close()


async def test_waits_with_a_block_until_its_entries_are_old_enough(chain: Chain, fake_clock: Any) -> None:
    patient = AuditSealer(chain.sealing, fake_clock, make_settings(ServiceSettings, TELLER, audit_block_s=3600))
    hasty = AuditSealer(chain.sealing, fake_clock, make_settings(ServiceSettings, TELLER, audit_block_s=0.01))
    assert not await hasty.is_due()
    await chain.act()
    await asyncio.sleep(0.05)
    assert not await patient.is_due()
    assert await hasty.is_due()


def test_a_head_bears_the_signature_of_its_service_only() -> None:
    settings = make_settings(ServiceSettings, TELLER)
    keys, signer = HeadKeys.from_settings(settings), HeadSigner.from_settings(settings)
    head = Head(TELLER, 7, b"hash", 28)
    signature = signer.sign(head)
    assert keys.confirm(head, signature)
    for other in (Head("staffing", 7, b"hash", 28), Head(TELLER, 8, b"hash", 28), Head(TELLER, 7, b"other", 28)):
        assert not keys.confirm(other, signature)
    assert not keys.confirm(head, None)
