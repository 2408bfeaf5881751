"""A service small enough to be killed: its consumer writes one row per event, its relay is the real one.

python -m testkit.probe_service relay|consume DATABASE_URL BOOTSTRAP TOPIC
"""

import sys
from collections.abc import Sequence

import uvloop
from sqlalchemy import text

from chassis.events.consumer import Consumer
from chassis.events.handling import EventInfo, NotYetKnown, handles, handles_many
from chassis.events.relay import Relay
from chassis.postgres.database import Database
from chassis.postgres.transaction import Transaction
from chassis.process import SWITCH_INTERVAL_S
from chassis.settings import ServiceSettings
from contracts.chassis.v1.audit_pb2 import AuditHeadSealed
from testkit.settings import make_settings

CREATE = """
CREATE TABLE effect (place serial, key text, version bigint, number bigint);
CREATE TABLE known (name text PRIMARY KEY)
"""
POISON = "poison"


_KNOWS = text("SELECT 1 FROM known WHERE name = :name")
_LEARN = text("INSERT INTO known VALUES (:name) ON CONFLICT DO NOTHING")
_WRITE = text("INSERT INTO effect (key, version, number) VALUES (:key, :version, :number)")


async def apply(message: AuditHeadSealed, event: EventInfo, transaction: Transaction) -> None:
    """Write the event down; `service` names what it needs to know first, block_hash what it makes known."""
    connection = transaction.connection
    if message.service == POISON:
        if not await _knows(transaction, "cure"):
            raise ArithmeticError("poison")
    elif message.service and not await _knows(transaction, message.service):
        raise NotYetKnown(message.service)
    if message.block_hash:
        name = message.block_hash.decode()
        await connection.execute(_LEARN, {"name": name})
    given = {"key": event.key, "version": event.version, "number": message.block_number}
    await connection.execute(_WRITE, given)


async def _knows(transaction: Transaction, name: str) -> bool:
    return await transaction.connection.scalar(_KNOWS, {"name": name}) is not None


async def apply_many(events: Sequence[tuple[AuditHeadSealed, EventInfo]], transaction: Transaction) -> None:
    """As `apply`, for a run of events."""
    for message, event in events:
        await apply(message, event, transaction)


def consumer(settings: ServiceSettings, database: Database, topics: list[str], *, in_runs: bool = False) -> Consumer:
    handler = handles_many(AuditHeadSealed, apply_many) if in_runs else handles(AuditHeadSealed, apply)
    return Consumer(settings, database, handlers=[handler], topics=topics)


async def main(role: str, url: str, bootstrap: str, topic: str) -> None:
    settings = make_settings(ServiceSettings, "probe", database_url=url, kafka_bootstrap=bootstrap)
    database = Database.from_settings(settings)
    await (Relay(settings, database) if role == "relay" else consumer(settings, database, [topic])).run()


if __name__ == "__main__":
    # As chassis.process runs a service.
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    uvloop.run(main(*sys.argv[1:]))
