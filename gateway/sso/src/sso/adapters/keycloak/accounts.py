"""Accounts in Keycloak, through its admin API with a service account."""

import asyncio
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import structlog
from keycloak import KeycloakAdmin, KeycloakOpenIDConnection
from keycloak.exceptions import KeycloakConnectionError, KeycloakError

from kernel.errors import Conflict
from sso.application.ports import SignInUnavailable
from sso.domain.account import AccountState, ExistingAccount
from sso.settings import Settings

log = structlog.get_logger("sso.keycloak")

TIMEOUT_S = 10
NOT_FOUND, CONFLICT = 404, 409
# Passing: not signed in (a secret being changed), time-outs, too many requests.
PASSING = frozenset({401, 403, 408, 429})


class AccountRefused(Conflict):
    """Keycloak does not take the account as it is; a person has to look."""

    code = "sso.account_refused"


class KeycloakAccounts:
    """AccountDirectory on Keycloak; the service account's token is fetched once and kept until it ends."""

    def __init__(self, settings: Settings) -> None:
        self._connection = KeycloakOpenIDConnection(
            server_url=settings.keycloak_url.rstrip("/") + "/",
            realm_name=settings.keycloak_realm,
            client_id=settings.admin_client_id,
            client_secret_key=settings.admin_client_secret.get_secret_value(),
            grant_type="client_credentials",
            timeout=TIMEOUT_S,
        )
        self._admin = KeycloakAdmin(connection=self._connection)
        self._password = settings.sample_password
        self._signing_in = asyncio.Lock()

    async def find(self, person_id: UUID, *, user_id: str | None) -> ExistingAccount | None:
        """By the user id known from before, by the attribute, or by the id itself for who registered themselves."""
        with _answering():
            await self._sign_in()
            found = await self._by_id(user_id) if user_id else None
            if found is None:
                query = {"q": f"person_id:{person_id}", "first": 0, "max": 2, "briefRepresentation": "false"}
                matches = await self._admin.a_get_users(query)
                found = matches[0] if matches else await self._by_id(str(person_id))
        return _existing(found) if found else None

    async def create(self, person_id: UUID, login: str, state: AccountState) -> str:
        with _answering():
            await self._sign_in()
            try:
                return str(await self._admin.a_create_user(self._new(person_id, login, state)))
            except KeycloakError as problem:
                if problem.response_code != CONFLICT:
                    raise
                return await self._taken_over(person_id, login, state)

    async def update(self, user_id: str, person_id: UUID, state: AccountState) -> None:
        with _answering():
            await self._sign_in()
            # Read first: attributes are replaced as a whole, and what others keep there must stay.
            user = await self._admin.a_get_user(user_id)
            attributes = {**user.get("attributes", {}), **_attributes(person_id, state)}
            user = {name: value for name, value in user.items() if name not in {"access", "userProfileMetadata"}}
            await self._admin.a_update_user(user_id, {**user, "enabled": state.enabled, "attributes": attributes})

    async def end_sessions(self, user_id: str) -> None:
        with _answering():
            await self._sign_in()
            await self._admin.a_user_logout(user_id)

    async def close(self) -> None:
        await self._connection.aclose()
        if self._connection.keycloak_openid is not None:
            await self._connection.keycloak_openid.connection.aclose()

    async def _sign_in(self) -> None:
        # Held while the token is fetched, so that many at once ask for one token, not for many.
        async with self._signing_in:
            await self._connection.a__refresh_if_required()

    async def _by_id(self, user_id: str) -> dict[str, Any] | None:
        try:
            user: dict[str, Any] = await self._admin.a_get_user(user_id)
        except KeycloakError as problem:
            if problem.response_code == NOT_FOUND:
                return None
            raise
        return user

    async def _taken_over(self, person_id: UUID, login: str, state: AccountState) -> str:
        """An account of that login made before a crash is ours; one of another person is not."""
        matches = await self._admin.a_get_users({"username": login, "exact": "true", "first": 0, "max": 2})
        owner = _existing(matches[0]) if matches else None
        if owner is None or owner.person_id not in {None, str(person_id)}:
            raise AccountRefused("another person signs in by this name; give one of them another")
        await self.update(owner.user_id, person_id, state)
        return owner.user_id

    def _new(self, person_id: UUID, login: str, state: AccountState) -> dict[str, Any]:
        if self._password is not None:
            password, temporary = self._password.get_secret_value(), False
        else:
            # Nobody knows it: the first sign-in goes through the help desk's reset.
            password, temporary = secrets.token_urlsafe(24), True
        return {
            "username": login,
            "enabled": state.enabled,
            "attributes": _attributes(person_id, state),
            "credentials": [{"type": "password", "value": password, "temporary": temporary}],
        }


def _attributes(person_id: UUID, state: AccountState) -> dict[str, list[str]]:
    return {"person_id": [str(person_id)], "assignments": list(state.assignments)}


def _existing(user: dict[str, Any]) -> ExistingAccount:
    attributes = user.get("attributes") or {}
    person = attributes.get("person_id") or [None]
    assignments = tuple(attributes.get("assignments") or ())
    return ExistingAccount(user["id"], assignments, enabled=bool(user.get("enabled")), person_id=person[0])


@contextmanager
def _answering() -> Iterator[None]:
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
