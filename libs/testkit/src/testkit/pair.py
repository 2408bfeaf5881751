"""Two services that know nothing but the chassis: one publishes, the other applies."""

import asyncio
import sys
from dataclasses import dataclass

from sqlalchemy import text

from chassis.postgres.database import Database
from chassis.settings import ServiceSettings
from contracts.chassis.v1.audit_pb2 import AuditHeadSealed
from testkit.clock import TERM_BEGINS


@dataclass
class Pair:
    """Two services: what `publisher` publishes on `topic`, `applier` applies."""

    topic: str
    publisher: Database
    applier: Database
    publishing: ServiceSettings
    applying: ServiceSettings

    async def publish(self, *events: tuple[str, int], service: str = "", makes: str = "") -> None:
        async with self.publisher.transaction() as transaction:
            for key, number in events:
                message = AuditHeadSealed(service=service, block_number=number, block_hash=makes.encode())
                transaction.publish(topic=self.topic, key=key, message=message, occurred_at=TERM_BEGINS)

    async def effects(self) -> list[tuple[str, int, int]]:
        async with self.applier.reading() as connection:
            query = text("SELECT key, version, number FROM effect ORDER BY place")
            return [(row.key, row.version, row.number) for row in await connection.execute(query)]

    async def letters(self) -> list[tuple[str, int, str]]:
        async with self.applier.reading() as connection:
            query = text("SELECT key, version, state FROM chassis.dead_letter ORDER BY key, version")
            return [tuple(row) for row in await connection.execute(query)]

    async def unpublished(self) -> int:
        async with self.publisher.reading() as connection:
            return int(
                await connection.scalar(text("SELECT count(*) FROM chassis.outbox WHERE published_at IS NULL")) or 0
            )

    async def spawn(self, role: str) -> asyncio.subprocess.Process:
        """Start `relay` of the publisher or `consume` of the applier as a process of its own."""
        settings = self.publishing if role == "relay" else self.applying
        url = settings.database_url.get_secret_value()
        command = (sys.executable, "-m", "testkit.probe_service", role, url, settings.kafka_bootstrap, self.topic)
        return await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.DEVNULL)
