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


# Who made an account. What the mirror did not make, and nobody gave a person, is never bound to one.
MADE_BY = "made_by"
MIRROR, INSTALLATION = "mirror", "installation"


class AccountRefused(Conflict):
    """Keycloak does not take the account as it is; a person has to look."""

    code = "sso.account_refused"


class LoginTaken(Conflict):
    """Somebody else signs in by this name: one of the two needs another."""

    code = "sso.login_taken"


class AccountNotMirrored(Conflict):
    """The account came with the installation: no event changes it."""

    code = "sso.account_not_mirrored"


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
        """By the user id known from before, or by the person's id, which only who makes an account writes to it.

        Never by the sign-in name: that is what somebody typed into a staff list. Raises AccountNotMirrored.
        """
        with _answering():
            await self._sign_in()
            found = await self._by_id(user_id) if user_id else None
            if found is None:
                matches = await self._of_person(person_id)
                found = matches[0] if matches else None
        if found is None:
            return None
        if _made_by(found) == INSTALLATION:
            raise AccountNotMirrored("this account came with the installation and is not changed by events")
        return _existing(found)

    async def create(self, person_id: UUID, login: str, state: AccountState) -> str:
        with _answering():
            await self._sign_in()
            try:
                return str(await self._admin.a_create_user(self._new(person_id, login, state)))
            except KeycloakError as problem:
                if problem.response_code != CONFLICT:
                    raise
                # Ours only where a second worker made it for the same person a moment ago.
                matches = await self._of_person(person_id)
                if not matches:
                    raise LoginTaken("another account signs in by this name; give one of them another") from None
                await self.update(matches[0]["id"], person_id, state)
                return str(matches[0]["id"])

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

    async def _of_person(self, person_id: UUID) -> list[dict[str, Any]]:
        query = {"q": f"person_id:{person_id}", "first": 0, "max": 2, "briefRepresentation": "false"}
        found: list[dict[str, Any]] = await self._admin.a_get_users(query)
        if len(found) > 1:
            raise AccountRefused("two accounts are of this person; remove one")
        return found

    def _new(self, person_id: UUID, login: str, state: AccountState) -> dict[str, Any]:
        if self._password is not None:
            password, temporary = self._password.get_secret_value(), False
        else:
            # Nobody knows it: the first sign-in goes through the help desk's reset.
            password, temporary = secrets.token_urlsafe(24), True
        return {
            "username": login,
            "enabled": state.enabled,
            "attributes": {MADE_BY: [MIRROR], **_attributes(person_id, state)},
            "credentials": [{"type": "password", "value": password, "temporary": temporary}],
        }


def _attributes(person_id: UUID, state: AccountState) -> dict[str, list[str]]:
    return {"person_id": [str(person_id)], "assignments": list(state.assignments)}


def _existing(user: dict[str, Any]) -> ExistingAccount:
    attributes = user.get("attributes") or {}
    person = attributes.get("person_id") or [None]
    assignments = tuple(attributes.get("assignments") or ())
    return ExistingAccount(user["id"], assignments, enabled=bool(user.get("enabled")), person_id=person[0])


def _made_by(user: dict[str, Any]) -> str | None:
    made_by: list[str] = (user.get("attributes") or {}).get(MADE_BY) or []
    return made_by[0] if made_by else None


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
