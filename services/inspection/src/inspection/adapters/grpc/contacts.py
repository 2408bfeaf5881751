"""Whether the services whose facts are shown here still answer, and whether what they say gets out."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

import grpc
import structlog
from grpc import aio
from grpc_health.v1 import health_pb2, health_pb2_grpc

from chassis.events.failures import is_passing
from chassis.events.outflow import HEALTH_NAME
from chassis.grpc.client import open_channel
from chassis.postgres.database import Database
from chassis.settings import ServiceSettings
from inspection.adapters.postgres.contacts import write_answers

ASK_EVERY_S = 2.0
ANSWER_WITHIN_S = 1.0
# A service that is back is seen at the next look, not after the library's two minutes.
_CHANNEL = (("grpc.initial_reconnect_backoff_ms", 200), ("grpc.max_reconnect_backoff_ms", 1_000))

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Contacts:
    """Asks each service for its health every two seconds and writes down when it last answered.

    A service whose events do not reach the broker counts as one that does not answer: its facts are as old.
    """

    settings: ServiceSettings
    database: Database
    addresses: Mapping[str, str]

    async def watch(self) -> None:
        """Run until cancelled."""
        channels = {
            name: open_channel(self.settings, name, address, options=_CHANNEL)
            for name, address in self.addresses.items()
        }
        try:
            while True:
                await self._look(channels)
                await asyncio.sleep(ASK_EVERY_S)
        finally:
            for channel in channels.values():
                await channel.close()

    async def _look(self, channels: Mapping[str, aio.Channel]) -> None:
        answers = await asyncio.gather(*(_serves(channel) for channel in channels.values()))
        try:
            await write_answers(self.database, dict(zip(channels, answers, strict=True)))
        except Exception as problem:
            if not is_passing(problem):
                raise
            log.warning("contacts_not_written", problem=type(problem).__name__)


async def _serves(channel: aio.Channel) -> bool:
    stub = health_pb2_grpc.HealthStub(channel)
    try:
        answer = await stub.Check(health_pb2.HealthCheckRequest(service=HEALTH_NAME), timeout=ANSWER_WITHIN_S)
    except (aio.AioRpcError, grpc.RpcError, TimeoutError):
        return False
    return bool(answer.status == health_pb2.HealthCheckResponse.SERVING)
