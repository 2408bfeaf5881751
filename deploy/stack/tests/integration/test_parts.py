"""Each part starts on a temporary folder, survives SIGKILL and listens on the loopback address only."""

from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from stack import ports
from stack.console import root
from stack.installation import Given, open_installation
from stack.parts.envoy import Envoy, edge_values, render_edge
from stack.parts.kafka import Kafka
from stack.parts.part import Part, PartFailed
from stack.parts.postgres import PostgreSQL
from stack.parts.valkey import Valkey
from stack.process import family

PARTS = (PostgreSQL, Valkey, Kafka)


@pytest.fixture(params=PARTS, ids=lambda part: part.name)
def part(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Part]:
    made = request.param(tmp_path / request.param.name)
    yield made
    made.stop()


def listens_on(pid: int) -> list[str]:
    try:
        connections = psutil.Process(pid).net_connections("inet")
    except psutil.NoSuchProcess:  # a short-lived worker
        return []
    return [each.laddr.ip for each in connections if each.status == psutil.CONN_LISTEN]


def test_comes_back_after_a_crash_and_listens_here_only(part: Part) -> None:
    part.start()
    addresses = {ip for pid in family(part.pid or 0) for ip in listens_on(pid)}
    assert {address.removeprefix("::ffff:") for address in addresses} == {"127.0.0.1"}
    part.kill()
    assert not part.is_running()
    part.start()
    assert part.is_ready()


def test_starts_the_gateway_on_its_own_configuration(tmp_path: Path) -> None:
    chosen = open_installation(tmp_path, given=Given())
    template = (root() / "gateway" / "edge" / "envoy.yaml").read_text()
    envoy = Envoy(
        tmp_path / "envoy",
        configuration=render_edge(template, edge_values(chosen)),
        port=chosen.ports["envoy"],
        admin_port=chosen.ports["envoy-admin"],
    )
    envoy.start()
    try:
        assert set(listens_on(envoy.pid or 0)) == {"127.0.0.1"}
        assert not ports.get_succeeds(envoy.port, "/api/billing/v1/bills")
    finally:
        envoy.stop()


def test_ends_what_a_crashed_owner_left_behind(tmp_path: Path) -> None:
    lost = Valkey(tmp_path / "valkey")
    lost.start()
    again = Valkey(tmp_path / "valkey", port=lost.port)
    again.start()
    assert not lost.is_running()
    assert again.is_running()
    again.stop()


def test_keeps_what_was_committed_before_a_crash(tmp_path: Path) -> None:
    postgres = PostgreSQL(tmp_path / "postgres", durable=False)
    postgres.start()
    try:
        postgres.create_database("billing", password="it's secret")
        postgres.execute("CREATE TABLE kept AS SELECT 7 AS n", database="billing")
        postgres.kill()
        postgres.start()
        assert postgres.execute("SELECT n FROM kept", database="billing") == "7"
        dump = tmp_path / "billing.dump"
        postgres.cluster.dump("billing", dump)
        assert dump.stat().st_size > 0
    finally:
        postgres.stop()


def test_gives_what_one_role_owned_and_served_to_an_owner(tmp_path: Path) -> None:
    postgres = PostgreSQL(tmp_path / "postgres", durable=False)
    postgres.start()
    try:
        postgres.create_database("billing", password="old")
        as_billing = 'SET ROLE "billing"; '
        postgres.execute(f"{as_billing} CREATE TABLE kept AS SELECT 7 AS n", database="billing")
        for _ in range(2):
            postgres.cluster.create_service_database("billing", password="new", owner_password="owner")
        owner = "SELECT tableowner FROM pg_tables WHERE tablename = 'kept'"
        assert postgres.execute(owner, database="billing") == "billing_owner"
        with pytest.raises(PartFailed, match="permission denied"):
            postgres.execute(f"{as_billing} CREATE TABLE more (n int)", database="billing")
    finally:
        postgres.stop()


def test_says_where_the_log_is_when_a_part_does_not_start(tmp_path: Path) -> None:
    postgres = PostgreSQL(tmp_path / "postgres", durable=False, settings={"no_such_setting": "1"})
    with pytest.raises(PartFailed, match=r"postgres\.log[\s\S]*no_such_setting"):
        postgres.start()
