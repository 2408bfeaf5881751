"""What is meant for the local stack cannot be switched on anywhere else."""

from typing import Any

import pytest
from pydantic import ValidationError

from chassis.loopback import is_on_this_machine
from chassis.settings import ServiceSettings
from testkit.settings import make_settings


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"database_url": "postgresql+asyncpg://u:p@db.city.example/x"},
        {"kafka_bootstrap": "10.1.2.3:9092"},
        {"redis_url": "redis://127.0.0.1@cache.city.example/0"},
        {"jwt_jwks_url": "https://sign-in.city.example/certs"},
    ],
)
def test_refuses_to_be_local_beside_systems_that_others_use(elsewhere: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="for this machine alone"):
        make_settings(ServiceSettings, "billing", **elsewhere)
    assert not make_settings(ServiceSettings, "billing", local_stack=False, **elsewhere).local_stack


@pytest.mark.parametrize("address", ["http://127.0.0.1:1", "//localhost:9", "redis://[::1]:2/0", "postgresql:///x"])
def test_knows_this_machine(address: str) -> None:
    assert is_on_this_machine(address)


@pytest.mark.parametrize("address", ["http://127.0.0.1.evil.example", "//0.0.0.0:1", "http://localhost@10.0.0.1/"])
def test_is_not_taken_in_by_a_name_like_it(address: str) -> None:
    assert not is_on_this_machine(address)
