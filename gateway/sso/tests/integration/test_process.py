"""sso as a process: staffing's event comes by Kafka, the name by gRPC, the account is in Keycloak."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import grpc
import httpx
import pytest
from pydantic import SecretStr

from chassis.clock import system_time
from chassis.events.relay import Relay
from chassis.grpc.server import GrpcServer, Servicer
from chassis.postgres.database import Database
from chassis.settings import ServiceSettings
from contracts.staffing.v1 import directory_pb2, directory_pb2_grpc
from contracts.staffing.v1.events_pb2 import AssignmentsChanged
from kernel.ids import new_id
from sso.settings import Settings
from stack import ports
from testkit.settings import make_settings
from testkit.telling import tell

LOGIN = "feng.process"


class Directory(directory_pb2_grpc.DirectoryServiceServicer):
    """Staffing as far as sso knows it."""

    async def DescribePeople(self, request: Any, context: grpc.aio.ServicerContext) -> Any:  # noqa: N802
        described = [
            directory_pb2.PersonDescription(person_id=each, name="冯老师", login=LOGIN) for each in request.person_ids
        ]
        return directory_pb2.DescribePeopleResponse(people=described)


@pytest.fixture(scope="module")
async def staffing(fresh_database: Any, kafka_bootstrap: str) -> AsyncIterator[tuple[ServiceSettings, Database]]:
    settings = make_settings(
        ServiceSettings,
        "staffing",
        database_url=await fresh_database(),
        kafka_bootstrap=kafka_bootstrap,
        grpc_port=ports.free_port(),
    )
    database = Database.from_settings(settings)
    servicer = Servicer(directory_pb2_grpc.add_DirectoryServiceServicer_to_server, Directory(), callers=("sso",))
    server = GrpcServer(settings, servicers=[servicer])
    await server.start()
    relay = Relay(settings, database)
    relaying = asyncio.create_task(relay.run())
    yield settings, database
    relay.stop()
    await relaying
    server.stop_soon()
    await server.wait()
    await database.close()


def environment(settings: Settings) -> dict[str, str]:
    """The settings as a supervisor would give them."""
    given = {}
    for name, value in settings.model_dump().items():
        if value is None or value == "":
            continue
        plain = value.get_secret_value() if isinstance(value, SecretStr) else value
        plain = sorted(plain) if isinstance(plain, frozenset) else plain
        given[f"SSO_{name.upper()}"] = plain if isinstance(plain, str) else json.dumps(plain, default=str)
    return {**os.environ, **given}


async def test_serves_and_mirrors_as_a_process(
    settings_of: Any, staffing: Any, kafka_bootstrap: str, admin: Any, tmp_path: Path
) -> None:
    staffing_settings, database = staffing
    settings = await settings_of(
        kafka_bootstrap=kafka_bootstrap,
        http_port=ports.free_port(),
        grpc_peers={"staffing": f"127.0.0.1:{staffing_settings.grpc_port}"},
    )
    log = tmp_path / "sso.log"
    with log.open("wb") as output:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "sso", "serve"), env=environment(settings), stdout=output, stderr=output
        )
    try:
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{settings.http_port}") as client:
            await _until(lambda: _is_ready(client), process, log)
        person = new_id()
        message = AssignmentsChanged(person_id=str(person), assignments=["principal@/3401/340104/1"], active=True)
        await tell(database, [("staffing.assignment", str(person), message)], at=system_time())
        await _until(lambda: _has_account(admin, str(person)), process, log)
    finally:
        process.terminate()
        code = await process.wait()
    assert code == 0, log.read_text()
    # A name is asked for and passed on, never written down.
    assert LOGIN not in log.read_text()
    assert "冯老师" not in log.read_text()


async def _is_ready(client: httpx.AsyncClient) -> bool:
    try:
        return (await client.get("/health/ready")).status_code == 200
    except httpx.TransportError:
        return False


async def _has_account(admin: Any, person_id: str) -> bool:
    found = await asyncio.to_thread(admin.get_users, {"username": LOGIN, "exact": "true"})
    return bool(found) and found[0]["attributes"]["person_id"] == [person_id]


async def _until(holds: Any, process: asyncio.subprocess.Process, log: Path) -> None:
    for _ in range(300):
        if await holds():
            return
        assert process.returncode is None, _said(log)
        await asyncio.sleep(0.1)
    raise AssertionError(_said(log))


def _said(log: Path) -> str:
    return log.read_text()
