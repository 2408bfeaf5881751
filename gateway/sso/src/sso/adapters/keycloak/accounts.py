"""Accounts in Keycloak, through its admin API with a service account."""

import json
import secrets
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from keycloak.exceptions import KeycloakError

from kernel.errors import Conflict
from sso.adapters.keycloak.admin import AccountRefused, AdminSession, answering
from sso.domain.account import AccountState, ExistingAccount
from sso.settings import Settings

NOT_FOUND, CONFLICT = 404, 409
SECOND_FACTORS = frozenset({"otp", "webauthn"})
ENROLMENTS = frozenset({"CONFIGURE_TOTP", "webauthn-register"})
# Who made an account. What the mirror did not make, and nobody gave a person, is never bound to one.
MADE_BY = "made_by"
MIRROR, INSTALLATION = "mirror", "installation"


class LoginTaken(Conflict):
    """Somebody else signs in by this name: one of the two needs another."""

    code = "sso.login_taken"


class AccountNotMirrored(Conflict):
    """The account came with the installation: no event changes it."""

    code = "sso.account_not_mirrored"


class KeycloakAccounts:
    """AccountDirectory on Keycloak; the service account's token is fetched once and kept until it ends."""

    def __init__(self, settings: Settings) -> None:
        self._session = AdminSession(settings)
        self._admin = self._session.keycloak
        self._password = settings.sample_password
        self._totp_secret = settings.sample_totp_secret
        self._enrolment = settings.enrolment

    async def find(self, person_id: UUID, *, user_id: str | None) -> ExistingAccount | None:
        """By the user id known from before, or by the person's id, which only who makes an account writes to it.

        Never by the sign-in name: that is what somebody typed into a staff list. Raises AccountNotMirrored.
        """
        with answering():
            await self._session.ready()
            found = await self._by_id(user_id) if user_id else None
            if found is None:
                matches = await self._of_person(person_id)
                found = matches[0] if matches else None
        if found is None:
            return None
        if _made_by(found) == INSTALLATION:
            raise AccountNotMirrored("this account came with the installation and is not changed by events")
        with answering():
            return _existing(found, await self._admin.a_get_credentials(found["id"]))

    async def create(self, person_id: UUID, login: str, state: AccountState) -> str:
        with answering():
            await self._session.ready()
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
        with answering():
            await self._session.ready()
            # Read first: attributes are replaced as a whole, and what others keep there must stay.
            user = await self._admin.a_get_user(user_id)
            attributes = {**user.get("attributes", {}), **_attributes(person_id, state)}
            credentials = await self._admin.a_get_credentials(user_id)
            actions = set(user.get("requiredActions") or ())
            if state.needs_second_factor and not _has_second_factor(credentials):
                actions.add(self._enrolment)
            user = {name: value for name, value in user.items() if name not in {"access", "userProfileMetadata"}}
            written = {"enabled": state.enabled, "attributes": attributes, "requiredActions": sorted(actions)}
            await self._admin.a_update_user(user_id, {**user, **written})

    async def end_sessions(self, user_id: str) -> None:
        with answering():
            await self._session.ready()
            await self._admin.a_user_logout(user_id)

    async def close(self) -> None:
        await self._session.close()

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
        account = {
            "username": login,
            "enabled": state.enabled,
            "attributes": {MADE_BY: [MIRROR], **_attributes(person_id, state)},
        }
        if self._password is not None:
            credentials = [_password(self._password.get_secret_value(), temporary=False)]
            if self._totp_secret is not None:
                credentials.append(_totp(self._totp_secret.get_secret_value()))
                return {**account, "credentials": credentials}
        else:
            # Nobody learns this password: the first sign-in goes through the help desk's reset.
            credentials = [_password(secrets.token_urlsafe(24), temporary=True)]
        actions = [self._enrolment] if state.needs_second_factor else []
        return {**account, "credentials": credentials, "requiredActions": actions}


def _password(value: str, *, temporary: bool) -> dict[str, Any]:
    return {"type": "password", "value": value, "temporary": temporary}


def _totp(secret: str) -> dict[str, Any]:
    policy = {"subType": "totp", "algorithm": "HmacSHA1", "digits": 6, "period": 30, "counter": 0}
    return {"type": "otp", "secretData": json.dumps({"value": secret}), "credentialData": json.dumps(policy)}


def _attributes(person_id: UUID, state: AccountState) -> dict[str, list[str]]:
    return {
        "person_id": [str(person_id)],
        "assignments": list(state.assignments),
        "linked_persons": list(state.linked),
    }


def _existing(user: dict[str, Any], credentials: Sequence[dict[str, Any]]) -> ExistingAccount:
    attributes = user.get("attributes") or {}
    person = attributes.get("person_id") or [None]
    return ExistingAccount(
        user["id"],
        tuple(attributes.get("assignments") or ()),
        enabled=bool(user.get("enabled")),
        person_id=person[0],
        has_second_factor=_has_second_factor(credentials),
        linked=tuple(attributes.get("linked_persons") or ()),
        must_enrol=bool(ENROLMENTS.intersection(user.get("requiredActions") or ())),
    )


def _has_second_factor(credentials: Sequence[dict[str, Any]]) -> bool:
    return any(each.get("type") in SECOND_FACTORS for each in credentials)


def _made_by(user: dict[str, Any]) -> str | None:
    made_by: list[str] = (user.get("attributes") or {}).get(MADE_BY) or []
    return made_by[0] if made_by else None
