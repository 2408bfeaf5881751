"""The service as its own process: hears of vendors over a real broker, names pupils over gRPC, ends when asked."""

import asyncio
import os
import socket
import sys
from collections.abc import AsyncIterator, Callable
from typing import Any
from uuid import uuid4

import httpx
import pytest
from sqlalchemy import text

from chassis.events.relay import Relay
from chassis.grpc.client import GrpcPeer, call
from chassis.postgres.database import Database
from chassis.seal import Sealer
from chassis.settings import ServiceSettings
from contracts.enrolment.v1 import directory_pb2
from contracts.enrolment.v1.directory_pb2_grpc import DirectoryServiceStub
from contracts.vendor_registry.v1 import events_pb2 as vendors
from enrolment.adapters.postgres.unit_of_work import PostgresWork
from enrolment.domain.organisation import Kind, Organisation
from enrolment.domain.roster import RosterLine
from enrolment.settings import Settings
from kernel.organisation import OrganisationPath
from testkit.clock import TERM_BEGINS
from testkit.settings import make_settings
from testkit.telling import tell
from testkit.waiting import eventually, running

SCHOOL = OrganisationPath("/3401/340104/2134010001")


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
    return {**os.environ, **{f"ENROLMENT_{name.upper()}": value for name, value in words.items()}}


@pytest.fixture
async def settings(settings_for: Callable[..., Any], kafka_bootstrap: str) -> Settings:
    made: Settings = await settings_for(
        Settings,
        "enrolment",
        package="enrolment",
        kafka_bootstrap=kafka_bootstrap,
        http_port=free_port(),
        grpc_port=free_port(),
    )
    return made


@pytest.fixture
async def process(settings: Settings) -> AsyncIterator[asyncio.subprocess.Process]:
    started = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "enrolment", "serve", env=environment(settings)
    )
    yield started
    if started.returncode is None:
        started.kill()
        await started.wait()


async def test_hears_answers_and_ends(
    settings: Settings, process: asyncio.subprocess.Process, fresh_database: Any
) -> None:
    async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{settings.http_port}") as client:

        async def is_ready() -> bool:
            assert process.returncode is None, "the process ended"
            try:
                return (await client.get("/health/ready")).status_code == 200
            except httpx.TransportError:
                return False

        await eventually(is_ready)
    database = Database.from_settings(settings)
    vendor = uuid4()
    message = vendors.VendorRegistered(vendor_id=str(vendor), uscc="91340104MA00000001", name="示例艺术")
    await _tell(await fresh_database(), settings.kafka_bootstrap, message, key=str(vendor))

    async def has_vendor() -> bool:
        async with database.reading() as connection:
            return bool(await connection.scalar(text("SELECT count(*) FROM vendor")) == 1)

    await eventually(has_vendor)
    await _name_a_pupil(settings, database)
    await database.close()
    process.terminate()
    assert await asyncio.wait_for(process.wait(), 10) == 0


async def _tell(url: str, kafka_bootstrap: str, message: Any, *, key: str) -> None:
    told = make_settings(ServiceSettings, "vendor-registry", database_url=url, kafka_bootstrap=kafka_bootstrap)
    database = Database.from_settings(told)
    async with running(Relay(told, database)):
        await tell(database, [("vendor-registry.vendor", key, message)], at=TERM_BEGINS)

        async def is_out() -> bool:
            async with database.reading() as connection:
                left = text("SELECT count(*) FROM chassis.outbox WHERE published_at IS NULL")
                return bool(await connection.scalar(left) == 0)

        await eventually(is_out)
    await database.close()


async def _name_a_pupil(settings: Settings, database: Database) -> None:
    line = RosterLine("G340104201700001", "小明", "男", 3, 1, "家长", "13800000001", False, ())
    async with database.transaction() as transaction:
        work = PostgresWork(transaction, Sealer.from_settings(settings))
        school = Organisation(SCHOOL.code, SCHOOL, Kind.SCHOOL, "示例小学", "primary", "U1", "340104")
        await work.organisations.save([school])
        classes = await work.pupils.save_classes(SCHOOL, [(3, 1)])
        await work.pupils.save_roster(SCHOOL, [line], {(3, 1): classes[3, 1].id}, on=TERM_BEGINS.date())
    peers = {"enrolment": f"127.0.0.1:{settings.grpc_port}"}
    peer = GrpcPeer(make_settings(ServiceSettings, "billing", grpc_peers=peers), "enrolment")
    stub = peer.stub(DirectoryServiceStub)
    request = directory_pb2.FindPupilsRequest(school_path=SCHOOL.text, pupil_numbers=[line.number, "G0000000"])
    found = await call(stub.FindPupils, request, deadline_s=5.0)
    assert [one.pupil_number for one in found.pupils] == [line.number]
    described = await call(
        stub.DescribePupils,
        directory_pb2.DescribePupilsRequest(pupil_ids=[found.pupils[0].pupil_id]),
        deadline_s=5.0,
    )
    assert [(one.name, one.pupil_number, one.class_name) for one in described.pupils] == [
        ("小明", line.number, "三年级1班")
    ]
    await peer.close()
