"""What is meant for the local stack cannot be switched on anywhere else."""

import json
from typing import Any

import pytest
from pydantic import ValidationError

from chassis.loopback import is_on_this_machine
from chassis.settings import ServiceSettings
from chassis.transport import engine_options
from testkit.settings import SHARED_NETWORK, make_settings, signing_key

OF_STAFFING = json.dumps(signing_key("staffing").as_dict(private=True))


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"database_url": "postgresql+asyncpg://u:p@db.city.example/x"},
        {"owner_url": "postgresql+asyncpg://owner:p@db.city.example/x"},
        {"kafka_bootstrap": "10.1.2.3:9092"},
        {"kafka_bootstrap": "127.0.0.1:9092,broker.city.example:9092"},
        {"grpc_peers": {"billing": "billing.city.example:7001"}},
        {"redis_url": "redis://127.0.0.1@cache.city.example/0"},
        {"jwt_jwks_url": "https://sign-in.city.example/certs"},
    ],
)
def test_refuses_to_be_local_beside_systems_that_others_use(elsewhere: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="for this machine alone"):
        make_settings(ServiceSettings, "billing", **elsewhere)


def without(*names: str, **changes: Any) -> dict[str, Any]:
    return {name: value for name, value in SHARED_NETWORK.items() if name not in names} | changes


def test_starts_where_others_share_the_network_once_everybody_proves_who_they_are() -> None:
    assert not make_settings(ServiceSettings, "billing", **SHARED_NETWORK).local_stack


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (without("kafka_security"), "kafka_security is PLAINTEXT"),
        (without(kafka_security={"protocol": "SSL"}), "SSL needs ca_file, certificate_file, key_file"),
        (without(kafka_security={"protocol": "SASL_SSL", "ca_file": "/c"}), "SASL_SSL needs user, password"),
        (without("grpc_tls"), "grpc_tls is missing"),
        (without("grpc_tls", "grpc_port", grpc_peers={"staffing": "s:1"}), "grpc_tls is missing"),
        (without(database_url="postgresql+asyncpg://u:p4ss@db/x"), "database_url must end in"),
        (without(database_url="postgresql+asyncpg://u:p4ss@db/x?sslmode=require"), "database_url must end in"),
        (without(owner_url="postgresql+asyncpg://owner:p4ss@db/x"), "owner_url must end in"),
        (without(redis_url="redis://:p4ss@cache/0"), "redis_url must be rediss"),
        (without(redis_url="rediss://:p4ss@cache/0?ssl_cert_reqs=none"), "redis_url must be rediss"),
        (without(redis_url="rediss://:p4ss@cache/0?ssl_check_hostname=false"), "redis_url must be rediss"),
        (without(jwt_jwks_url="http://sign-in/certs"), "jwt_jwks_url must be https"),
        (
            without(signing_key=json.dumps(signing_key("staffing").as_dict(private=True))),
            "signing_key is not this service's",
        ),
    ],
)
def test_refuses_to_start_without(given: dict[str, Any], says: str) -> None:
    with pytest.raises(ValidationError, match=says):
        make_settings(ServiceSettings, "billing", **given)
    if "SSL needs" not in says:
        # On one machine alone, for tests, it may.
        local = {name: value for name, value in given.items() if name in {"kafka_security", "signing_key"}}
        make_settings(ServiceSettings, "billing", **local)


def test_shows_no_password_of_the_brokers() -> None:
    security = {"protocol": "SASL_SSL", "ca_file": "/c", "user": "billing", "password": "p4ss-of-billing"}
    settings = make_settings(ServiceSettings, "billing", kafka_security=security)
    assert "p4ss-of-billing" not in repr(settings) + str(settings.model_dump())


def test_knows_no_half_verified_database() -> None:
    with pytest.raises(ValueError, match="verify-full"):
        engine_options("postgresql+asyncpg://u:p@db/x?sslmode=require")


@pytest.mark.parametrize("address", ["http://127.0.0.1:1", "//localhost:9", "redis://[::1]:2/0", "postgresql:///x"])
def test_knows_this_machine(address: str) -> None:
    assert is_on_this_machine(address)


@pytest.mark.parametrize("address", ["http://127.0.0.1.evil.example", "//0.0.0.0:1", "http://localhost@10.0.0.1/"])
def test_is_not_taken_in_by_a_name_like_it(address: str) -> None:
    assert not is_on_this_machine(address)
