"""Keycloak's admin API, asked with a service account."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

import structlog
from keycloak import KeycloakAdmin, KeycloakOpenIDConnection
from keycloak.exceptions import KeycloakConnectionError, KeycloakError

from kernel.errors import Conflict
from sso.application.ports import SignInUnavailable
from sso.settings import Settings

log = structlog.get_logger("sso.keycloak")

TIMEOUT_S = 10
# Passing: not signed in (a secret being changed), time-outs, too many requests.
PASSING = frozenset({401, 403, 408, 429})


class AccountRefused(Conflict):
    """Keycloak does not take the account as it is; a person has to look."""

    code = "sso.account_refused"


class AdminSession:
    """The service account's sign-in; its token is fetched once and kept until it ends."""

    def __init__(self, settings: Settings) -> None:
        self._connection = KeycloakOpenIDConnection(
            server_url=settings.keycloak_url.rstrip("/") + "/",
            realm_name=settings.keycloak_realm,
            client_id=settings.admin_client_id,
            client_secret_key=settings.admin_client_secret.get_secret_value(),
            grant_type="client_credentials",
            timeout=TIMEOUT_S,
        )
        self.keycloak = KeycloakAdmin(connection=self._connection)
        self._signing_in = asyncio.Lock()

    async def ready(self) -> KeycloakAdmin:
        """The API, with a token that holds."""
        # Held while the token is fetched, so that many at once ask for one token, not for many.
        async with self._signing_in:
            await self._connection.a__refresh_if_required()
        return self.keycloak

    async def close(self) -> None:
        await self._connection.aclose()
        if self._connection.keycloak_openid is not None:
            await self._connection.keycloak_openid.connection.aclose()


@contextmanager
def answering() -> Iterator[None]:
    """Turn Keycloak's silence into SignInUnavailable and its refusals into AccountRefused."""
    try:
        yield
    except KeycloakError as problem:
        status = problem.response_code
        if isinstance(problem, KeycloakConnectionError) or status is None or status >= 500 or status in PASSING:
            raise SignInUnavailable("the sign-in service does not answer") from problem
        # Its text may repeat the login: only the status is kept.
        log.warning("account_refused", status=status)
        raise AccountRefused(f"the sign-in service answered with {status}") from problem
