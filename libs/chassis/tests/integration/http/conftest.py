"""A service of the chassis alone, and somebody who asks it."""

import importlib.util
import json
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import pytest
from sqlalchemy import text

from chassis.auth.keys import KeyCache
from chassis.auth.tokens import TokenVerifier
from testkit.sign_ins import KnownSignIns
from testkit.tokens import TokenMint

_spec = importlib.util.spec_from_file_location("probe_service", Path(__file__).parent.with_name("probe_service.py"))
assert _spec is not None
assert _spec.loader is not None
_probe = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_probe)

PERSON = UUID("01900000-0000-7000-8000-000000000001")
CASHIER = "school-cashier@/3401/340104/2134010001"
STRONG = "strong-sign-in"


@pytest.fixture(scope="session")
def probe() -> Any:
    """The service's module, whose gate holds its handlers."""
    return _probe


@pytest.fixture(scope="module")
async def service(settings_for: Callable[..., Any], token_mint: TokenMint) -> AsyncIterator[Any]:
    settings = await settings_for(_probe.Settings, "probe", body_limit_bytes=4096, strong_acr=frozenset({STRONG}))
    service = _probe.build(settings)
    keys = KeyCache.fixed(json.loads(token_mint.jwks))
    service.app.state.tokens = TokenVerifier(issuer=token_mint.issuer, audience="kehou", keys=keys)
    service.app.state.sign_ins = KnownSignIns()
    async with service.database.transaction() as transaction:
        await transaction.connection.execute(text("CREATE TABLE thing (amount_fen bigint)"))
    yield service
    await service.database.close()


@pytest.fixture
async def client(service: Any, http_client: Callable[..., Any]) -> AsyncIterator[httpx.AsyncClient]:
    async with service.database.transaction() as transaction:
        for table in ("thing", "chassis.idempotency_key", "chassis.operation", "chassis.work_item"):
            await transaction.connection.execute(text(f"DELETE FROM {table}"))
    async with http_client(service.app) as client:
        yield client


@pytest.fixture
def signed(token_mint: TokenMint) -> Callable[..., dict[str, str]]:
    def headers(*assignments: str, person: UUID = PERSON, key: str | None = None, **more: Any) -> dict[str, str]:
        found = token_mint.headers(person, *(assignments or (CASHIER,)), **more)
        return {**found, "Idempotency-Key": key} if key else found

    return headers
