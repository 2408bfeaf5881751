"""Every service and sign-in as an app in this process, with nothing behind it: what is refused touched nothing."""

import importlib
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from fastapi import FastAPI
from sampling import UUID_SHOWN, Sampler

from chassis.auth.keys import KeyCache
from chassis.auth.tokens import TokenVerifier
from sso.domain.session import Identity, Session, TokenSet, begin_session
from sso.entrypoints.http.dependencies import session as signed_in_session
from testkit.access import places
from testkit.settings import make_settings
from testkit.sign_ins import KnownSignIns
from testkit.tokens import TokenMint

ROOT = Path(__file__).parents[2]
SERVICES = sorted(file.parent.name for file in ROOT.glob("*/*/openapi.json"))
PLACES = places(city="/3401", district="/3401/340104", school="/3401/340104/2134010001", vendor="91340100MA2N000001")
MINT = TokenMint()
# Settings that only sign-in asks for; like the others they point nowhere.
MORE: dict[str, dict[str, Any]] = {
    "sso": {
        "public_origin": "http://127.0.0.1",
        "keycloak_url": "http://127.0.0.1:1",
        "client_secret": "nowhere",
        "admin_client_secret": "nowhere",
    }
}


class NoKeyYet:
    """A database that remembers no idempotency key and has nothing else: whoever asks it more gets no answer."""

    @asynccontextmanager
    async def reading(self) -> AsyncIterator["NoKeyYet"]:
        yield self

    async def execute(self, _statement: object, values: dict[str, object]) -> "NoKeyYet":
        if set(values) != {"actor_id", "route", "key"}:
            raise ConnectionRefusedError("there is no database")
        return self

    def one_or_none(self) -> None:
        return None

    @asynccontextmanager
    async def ambient(self, *, on_begin: object) -> AsyncIterator["NoKeyYet"]:
        yield self


@dataclass(frozen=True)
class Operation:
    """One operation of a contract, and how it is asked in good order."""

    service: str
    method: str
    path: str
    told: Any

    def __str__(self) -> str:
        return f"{self.service} {self.method} {self.path}"

    @property
    def sampler(self) -> Sampler:
        return Sampler(document(self.service)["components"]["schemas"])

    def schema(self, media_type: str) -> Any:
        """The schema of its body in that form, None where it takes none."""
        return self.told.get("requestBody", {}).get("content", {}).get(media_type, {}).get("schema")

    def given(self, where: str) -> dict[str, Any]:
        """Each parameter of the address that must be there, filled."""
        return {
            one["name"]: self.sampler.whole(one["schema"])
            for one in self.told.get("parameters", ())
            if one["in"] == where and one["required"]
        }

    def request(self, **more: Any) -> dict[str, Any]:
        """The arguments of a request that is allowed; `more` adds to them, and a header that is None is not sent."""
        role = next(iter(self.told.get("x-roles", ())), "any")
        assignment = f"{'principal' if role == 'any' else role}@{PLACES.get(role, PLACES['principal'])}"
        headers = MINT.headers(UUID(UUID_SHOWN), assignment, acr="strong") if self.told["security"] else {}
        headers |= {"Idempotency-Key": "key-of-the-test", "If-Match": '"1"', **more.pop("headers", {})}
        return {
            "method": self.method,
            "url": self.path.format(**self.given("path")),
            "headers": {name: value for name, value in headers.items() if value is not None},
            **more,
            "params": {**self.given("query"), **more.get("params", {})},
        }


@cache
def app(service: str) -> FastAPI:
    """The service as its composition root builds it; its keys are the test's, its database is none."""
    package = service.replace("-", "_")
    settings = importlib.import_module(f"{package}.settings").Settings
    built: FastAPI = (
        importlib.import_module(f"{package}.bootstrap")
        .build(make_settings(settings, service, **MORE.get(service, {})))
        .app
    )
    keys = KeyCache.fixed(json.loads(MINT.jwks))
    built.state.tokens = TokenVerifier(issuer=MINT.issuer, audience="kehou", keys=keys)
    built.state.sign_ins = KnownSignIns()
    built.state.database = NoKeyYet()
    if service == "sso":
        built.dependency_overrides[signed_in_session] = _somebody
    return built


async def _somebody() -> Session:
    """Whoever signed in, without a store of sessions to look them up in."""
    now = datetime.now(UTC)
    tokens = TokenSet("", now, "", UUID(UUID_SHOWN), ("security-administrator@/3401",), "strong", now)
    return begin_session(Identity(UUID_SHOWN, None), tokens, now=now)


@cache
def document(service: str) -> dict[str, Any]:
    return app(service).openapi()


def operations(media_type: str | None = None) -> list[Operation]:
    """All operations, or those that take a body in that form; without those where another party says what is sent."""
    return [
        operation
        for operation in _all()
        if not app(operation.service).state.taken[operation.method, operation.path].anything
        and (media_type is None or operation.schema(media_type) is not None)
    ]


@cache
def _all() -> list[Operation]:
    return [
        Operation(service, method.upper(), path, told)
        for service in SERVICES
        for path, methods in document(service)["paths"].items()
        for method, told in methods.items()
    ]
