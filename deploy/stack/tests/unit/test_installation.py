"""A checkout chooses its ports and secrets once."""

import json
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from stack import ports
from stack.environment import kafka_bootstrap, keycloak_url, redis_url, service_environment
from stack.installation import (
    SERVICES,
    Given,
    GivenElsewhere,
    Installation,
    open_installation,
    port_names,
    replace_ports,
)


def installation(root: Path, **given: str) -> Installation:
    return open_installation(root, given=Given(**given))


def test_keeps_ports_and_secrets(tmp_path: Path) -> None:
    first, second = installation(tmp_path), installation(tmp_path)
    assert first.ports == second.ports
    assert first.secrets == second.secrets


def test_gives_every_part_a_port_of_its_own_below_the_outgoing_range(tmp_path: Path) -> None:
    chosen = installation(tmp_path).ports
    assert set(chosen) == set(port_names())
    assert len(set(chosen.values())) == len(chosen)
    assert all(port in ports.PORTS for port in chosen.values())


def test_two_checkouts_share_nothing(tmp_path: Path) -> None:
    here, there = installation(tmp_path / "a"), installation(tmp_path / "b")
    assert here.id != there.id
    assert here.secrets["postgres_password"] != there.secrets["postgres_password"]


def test_openings_at_the_same_time_agree(tmp_path: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: installation(tmp_path), range(8)))
    assert all(each.ports == found[0].ports and each.secrets == found[0].secrets for each in found)


def test_lets_nobody_else_read_the_secrets(tmp_path: Path) -> None:
    file = installation(tmp_path).state / "secrets.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_lets_nobody_else_into_its_folder_nor_into_what_an_earlier_version_left_open(tmp_path: Path) -> None:
    state = installation(tmp_path).state
    for name in ("kafka", "sample", "logs"):
        (state / name).mkdir(exist_ok=True)
        (state / name).chmod(0o755)
    (state / "keycloak.dump").touch(mode=0o644)
    state.chmod(0o755)
    installation(tmp_path)
    # PostgreSQL, which does not run as root, passes through to its own folder but sees no names.
    assert stat.S_IMODE(state.stat().st_mode) in {0o700, 0o701}
    assert all(not stat.S_IMODE(each.stat().st_mode) & 0o077 for each in state.iterdir())


def test_tells_each_service_its_own_certificate(tmp_path: Path) -> None:
    found = installation(tmp_path)
    for service, package in SERVICES.items():
        told = service_environment(found, service)
        for name in ("KAFKA_SECURITY", "GRPC_TLS"):
            files = json.loads(told[f"{package.upper()}_{name}"])
            assert Path(files["certificate_file"]).name == f"{service}.pem"
            assert Path(files["key_file"]).parent == found.certificates


def test_refuses_a_list_of_brokers_with_one_elsewhere() -> None:
    with pytest.raises(GivenElsewhere, match="KEHOU_KAFKA_BOOTSTRAP"):
        Given.from_environment({"KEHOU_KAFKA_BOOTSTRAP": "127.0.0.1:9092,broker.city.example:9092"})


def test_shows_no_secret_when_printed(tmp_path: Path) -> None:
    found = installation(tmp_path)
    assert found.secrets["postgres_password"] not in repr(found)


def test_replaces_only_the_ports_that_were_taken(tmp_path: Path) -> None:
    before = installation(tmp_path)
    replace_ports(before, ["kafka"])
    after = installation(tmp_path)
    assert {name for name in after.ports if after.ports[name] != before.ports[name]} == {"kafka"}


def test_tells_a_service_everything_under_its_own_prefix(tmp_path: Path) -> None:
    found = installation(tmp_path)
    told = service_environment(found, "vendor-registry")
    assert told["VENDOR_REGISTRY_DATABASE_URL"].startswith("postgresql+asyncpg://vendor_registry:")
    assert told["VENDOR_REGISTRY_HTTP_PORT"] == str(found.ports["vendor-registry-http"])
    assert "vendor-registry" not in json.loads(told["VENDOR_REGISTRY_GRPC_PEERS"])
    keys = json.loads(told["VENDOR_REGISTRY_VERIFYING_KEYS"])["keys"]
    assert {key["kid"] for key in keys} == set(SERVICES)
    assert not any("d" in key for key in keys)


def test_gives_a_role_without_http_a_health_port(tmp_path: Path) -> None:
    found = installation(tmp_path)
    assert service_environment(found, "billing", "relay")["BILLING_HEALTH_PORT"] == str(
        found.ports["billing-relay-health"]
    )
    assert service_environment(found, "billing")["BILLING_HEALTH_PORT"] == "0"


def test_lets_a_given_address_replace_an_embedded_part(tmp_path: Path) -> None:
    found = installation(
        tmp_path,
        postgres_url="postgresql://root:pw@db.example:6432/postgres",
        kafka_bootstrap="broker.example:9092",
        redis_url="redis://cache.example:6379/2",
        keycloak_url="https://id.example",
    )
    told = service_environment(found, "billing")
    assert "@db.example:6432/billing" in told["BILLING_DATABASE_URL"]
    assert kafka_bootstrap(found) == told["BILLING_KAFKA_BOOTSTRAP"] == "broker.example:9092"
    assert redis_url(found) == "redis://cache.example:6379/2"
    assert keycloak_url(found) == "https://id.example"
    assert told["BILLING_JWT_ISSUER"] == "https://id.example/realms/kehou"


@pytest.mark.parametrize(
    "given",
    [
        {"KEHOU_KEYCLOAK_URL": "https://sign-in.city.example"},
        {"KEHOU_POSTGRES_URL": "postgresql://postgres:p@10.0.0.5/postgres"},
        {"KEHOU_REDIS_URL": "redis://127.0.0.1@valkey.city.example:6379/0"},
        {"KEHOU_KAFKA_BOOTSTRAP": "broker.city.example:9092"},
    ],
)
def test_refuses_parts_that_others_may_use(given: dict[str, str]) -> None:
    with pytest.raises(GivenElsewhere, match=next(iter(given))):
        Given.from_environment(given)


def test_takes_parts_of_this_machine() -> None:
    given = {"KEHOU_KEYCLOAK_URL": "http://localhost:8080", "KEHOU_KAFKA_BOOTSTRAP": "127.0.0.1:9092"}
    assert Given.from_environment(given).kafka_bootstrap == "127.0.0.1:9092"
