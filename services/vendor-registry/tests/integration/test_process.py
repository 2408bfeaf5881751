"""The service as its own process: hears of a pack over a real broker, answers over HTTP and gRPC, ends when asked."""

import asyncio
import os
import socket
import sys
from collections.abc import AsyncIterator, Callable
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import text

from chassis.events.relay import Relay
from chassis.grpc.client import GrpcPeer, call
from chassis.grpc.errors import PeerRefusesUs
from chassis.postgres.database import Database
from chassis.settings import ServiceSettings
from contracts.enrolment.v1 import events_pb2 as enrolment_v1
from contracts.vendor_registry.v1 import registry_pb2 as v1
from contracts.vendor_registry.v1.registry_pb2_grpc import PayeeServiceStub, RegistryServiceStub
from kernel.errors import NotFound
from kernel.organisation import OrganisationPath
from rulebook.pack import pack_hash
from rulebook.shipped import shipped_pack_text
from testkit.clock import TERM_BEGINS
from testkit.settings import make_settings
from testkit.waiting import eventually, running
from vendor_registry.adapters.postgres.rules import PostgresRuleStore
from vendor_registry.domain.rules import RulesNotAdopted
from vendor_registry.settings import Settings

DISTRICT = OrganisationPath("/3401/340104")
NOBODY = str(UUID(int=0))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(settings: Settings) -> dict[str, str]:
    words = {}
    for name, value in settings.model_dump(mode="python").items():
        if hasattr(value, "get_secret_value"):
            words[name] = value.get_secret_value()
        elif isinstance(value, str | int) and not isinstance(value, bool):
            words[name] = str(value)
    words["local_stack"] = "true"
    return {**os.environ, **{f"VENDOR_REGISTRY_{name.upper()}": value for name, value in words.items()}}


@pytest.fixture
async def settings(settings_for: Callable[..., Any], kafka_bootstrap: str) -> Settings:
    made: Settings = await settings_for(
        Settings,
        "vendor-registry",
        package="vendor_registry",
        kafka_bootstrap=kafka_bootstrap,
        http_port=free_port(),
        grpc_port=free_port(),
    )
    return made


@pytest.fixture
async def process(settings: Settings) -> AsyncIterator[asyncio.subprocess.Process]:
    started = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "vendor_registry", "serve", env=environment(settings)
    )
    yield started
    if started.returncode is None:
        started.kill()
        await started.wait()


async def test_hears_answers_and_ends(
    settings: Settings, process: asyncio.subprocess.Process, fresh_database: Any, parameters_of: Any
) -> None:
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{settings.http_port}") as client:

        async def is_ready() -> bool:
            assert process.returncode is None, "the process ended"
            try:
                return (await client.get("/health/ready")).status_code == 200
            except httpx.TransportError:
                return False

        await eventually(is_ready)
        missing = await client.get(f"/v1/public/rounds/{NOBODY}")
        assert missing.json()["code"] == "vendor_registry.round_unknown"
    content = shipped_pack_text("four-thirty-class")
    await _publish_pack(await fresh_database(), settings.kafka_bootstrap, content, parameters_of(content))
    database = Database.from_settings(settings)

    async def has_rules() -> bool:
        async with database.reading() as connection:
            try:
                return (await PostgresRuleStore(connection).adopted(DISTRICT, "2026-spring")).id == "four-thirty-class"
            except RulesNotAdopted:
                return False

    await eventually(has_rules)
    await database.close()
    await _ask_as_billing(settings)
    process.terminate()
    assert await asyncio.wait_for(process.wait(), 10) == 0


async def _publish_pack(url: str, kafka_bootstrap: str, content: str, parameters: str) -> None:
    told = make_settings(ServiceSettings, "enrolment", database_url=url, kafka_bootstrap=kafka_bootstrap)
    database = Database.from_settings(told)
    message = enrolment_v1.PackAdopted(
        district_path=DISTRICT.text,
        term="2026-spring",
        pack_id="four-thirty-class",
        pack_version="1",
        pack_text=content,
        pack_hash=pack_hash(content),
        parameters_json=parameters,
    )
    async with running(Relay(told, database)):
        async with database.transaction() as transaction:
            key = f"{DISTRICT} 2026-spring"
            transaction.publish(topic="enrolment.term", key=key, message=message, occurred_at=TERM_BEGINS)

        async def is_out() -> bool:
            async with database.reading() as connection:
                left = text("SELECT count(*) FROM chassis.outbox WHERE published_at IS NULL")
                return bool(await connection.scalar(left) == 0)

        await eventually(is_out)
    await database.close()


async def _ask_as_billing(settings: Settings) -> None:
    peers = {"vendor-registry": f"127.0.0.1:{settings.grpc_port}"}
    peer = GrpcPeer(make_settings(ServiceSettings, "billing", grpc_peers=peers), "vendor-registry")
    request = v1.GetStandingRequest(vendor_id=NOBODY, district_path=DISTRICT.text, held_on="2026-03-02")
    answer = await call(peer.stub(RegistryServiceStub).GetStanding, request, deadline_s=5.0)
    assert (answer.listed, answer.reason_code) == (False, "never_listed")
    asked = v1.GetPayeeRequest(vendor_id=NOBODY)
    with pytest.raises(NotFound):
        await call(peer.stub(PayeeServiceStub).GetPayee, asked, deadline_s=5.0)
    await peer.close()
    other = GrpcPeer(make_settings(ServiceSettings, "staffing", grpc_peers=peers), "vendor-registry")
    with pytest.raises(PeerRefusesUs):
        await call(other.stub(PayeeServiceStub).GetPayee, asked, deadline_s=5.0)
    await other.close()
