"""One trace id from the unit of work that published, through the broker, to the last consumer's audit and log."""

from typing import Any

import pytest
import structlog
from sqlalchemy import text

from chassis import trace
from chassis.audit.entry import AuditEntry
from chassis.events.consumer import Consumer
from chassis.events.handling import EventInfo, handles
from chassis.events.relay import Relay
from chassis.logs import add_trace
from chassis.postgres.database import Database
from chassis.postgres.transaction import Transaction
from contracts.chassis.v1.audit_pb2 import AuditHeadSealed
from kernel.actor import system_actor
from testkit.clock import TERM_BEGINS
from testkit.waiting import eventually, running

ACTOR = system_actor("probe")


class Log:
    """What is logged, as the lines of a service are: with the trace in which each is written."""

    def __init__(self) -> None:
        self.lines: list[tuple[str, str | None]] = []
        self.logger = structlog.wrap_logger(None, processors=[add_trace, self._keep])

    def _keep(self, _logger: object, _method: str, event: Any) -> Any:
        self.lines.append((event["event"], event.get("trace_id")))
        raise structlog.DropEvent


def handler(log: Log, *, tells: str | None = None) -> Any:
    """Record and log each event; `tells` is the topic on which it is told on."""

    async def apply(message: AuditHeadSealed, event: EventInfo, transaction: Transaction) -> None:
        transaction.record(AuditEntry(ACTOR, "probe.applied", event.key, TERM_BEGINS))
        log.logger.info(event.key)
        if tells is not None:
            told = AuditHeadSealed(block_number=message.block_number)
            transaction.publish(topic=tells, key=event.key, message=told, occurred_at=TERM_BEGINS)

    return handles(AuditHeadSealed, apply)


async def audited(database: Database) -> dict[str, str | None]:
    async with database.reading() as connection:
        found = await connection.execute(text("SELECT subject, trace_id FROM chassis.audit_entry"))
        return {row.subject: row.trace_id for row in found}


@pytest.mark.parametrize("header", [None, "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"])
async def test_carries_the_trace_of_the_publisher_over_two_hops_to_the_last_consumer(pair: Any, header: Any) -> None:
    further, near, far = f"{pair.topic}-further", Log(), Log()
    first = Consumer(pair.applying, pair.applier, handlers=[handler(near, tells=further)], topics=[pair.topic])
    last = Consumer(pair.publishing, pair.publisher, handlers=[handler(far)], topics=[further], name="last")
    begun: dict[str, str | None] = {}
    # Each event in a trace of its own, all of them on their way at once.
    for key in ("a", "b", "c"):
        with trace.continuing(header if key == "b" else None) as here:
            await pair.publish((key, 1))
        begun[key] = here.trace_id
    assert len(set(begun.values())) == len(begun)

    async def has_arrived() -> bool:
        return len(await audited(pair.publisher)) == len(begun)

    relays = Relay(pair.publishing, pair.publisher), Relay(pair.applying, pair.applier)
    async with running(relays[0]), running(relays[1]), running(first), running(last):
        await eventually(has_arrived)
    assert await audited(pair.applier) == begun
    assert await audited(pair.publisher) == begun
    assert dict(near.lines) == dict(far.lines) == begun
    if header is not None:
        assert begun["b"] == header.split("-")[1]
