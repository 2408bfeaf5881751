"""Whether the services whose facts are shown here still answer, and how far behind them we are."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import grpc
from grpc import aio
from grpc_health.v1 import health_pb2, health_pb2_grpc
from sqlalchemy.dialects.postgresql import insert

from chassis.clock import system_time
from chassis.events.consumer import Consumer
from chassis.postgres.database import Database
from inspection.adapters.postgres.rows import consumer_contact, source_contact

ASK_EVERY_S = 2.0
ANSWER_WITHIN_S = 1.0


@dataclass(frozen=True, slots=True)
class Contacts:
    """Asks each service for its health every two seconds and writes down when it last answered."""

    database: Database
    consumer: Consumer
    addresses: Mapping[str, str]

    async def watch(self) -> None:
        """Run until cancelled."""
        channels = {name: aio.insecure_channel(address) for name, address in self.addresses.items()}
        try:
            while True:
                await self.look(channels)
                await asyncio.sleep(ASK_EVERY_S)
        finally:
            for channel in channels.values():
                await channel.close()

    async def look(self, channels: Mapping[str, aio.Channel]) -> None:
        """Ask everybody once."""
        answers = await asyncio.gather(*(_serves(channel) for channel in channels.values()))
        now = system_time()
        async with self.database.transaction() as transaction:
            for service, serves in zip(channels, answers, strict=True):
                known: dict[str, datetime] = {"asked_at": now, **({"answered_at": now} if serves else {})}
                statement = insert(source_contact).values(service=service, **known)
                statement = statement.on_conflict_do_update(index_elements=["service"], set_=known)
                await transaction.connection.execute(statement)
            lag = self.consumer.lag
            if lag is not None:
                seen = {"lag": lag, "seen_at": now, **({"level_at": now} if lag == 0 else {})}
                row = insert(consumer_contact).values(name=self.consumer.name, **seen)
                row = row.on_conflict_do_update(index_elements=["name"], set_=seen)
                await transaction.connection.execute(row)


async def _serves(channel: aio.Channel) -> bool:
    stub = health_pb2_grpc.HealthStub(channel)
    try:
        answer = await stub.Check(health_pb2.HealthCheckRequest(), timeout=ANSWER_WITHIN_S)
    except (aio.AioRpcError, grpc.RpcError, TimeoutError):
        return False
    return bool(answer.status == health_pb2.HealthCheckResponse.SERVING)
