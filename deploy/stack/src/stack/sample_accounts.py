"""Accounts of the sample city's families and applicants: people who would have signed up by themselves."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import uuid4

import httpx

from stack import ports
from stack.installation import Installation
from stack.realm import REALM

ACCOUNTS_AT_ONCE = 100
DEADLINE_S = 120.0


class AccountsRefused(RuntimeError):
    """Keycloak did not take the accounts; the message is its answer."""


def keycloak_url(installation: Installation) -> str:
    return installation.given.keycloak_url or f"http://{ports.HOST}:{installation.ports['keycloak']}"


def token_url(installation: Installation) -> str:
    """Where the sample people sign in by direct grant, which exists in the local stack only."""
    return f"{keycloak_url(installation)}/realms/{REALM}/protocol/openid-connect/token"


def add_accounts(installation: Installation, accounts: Mapping[str, str], *, done: Callable[[int], None]) -> None:
    """Create an account per sign-in name, holding one assignment each; those that exist are left as they are."""
    password = str(installation.secrets["sample_password"])
    names = sorted(accounts)
    with httpx.Client(base_url=keycloak_url(installation), timeout=DEADLINE_S) as client:
        for start in range(0, len(names), ACCOUNTS_AT_ONCE):
            users = [_account(name, accounts[name], password) for name in names[start : start + ACCOUNTS_AT_ONCE]]
            # The administrator's token lives a minute; each bite takes a fresh one.
            answer = client.post(
                f"/admin/realms/{REALM}/partialImport",
                json={"ifResourceExists": "SKIP", "users": users},
                headers={"Authorization": f"Bearer {_administrator(client, installation)}"},
            )
            if not answer.is_success:
                raise AccountsRefused(f"{answer.status_code} {answer.text[:300]}")
            done(min(start + ACCOUNTS_AT_ONCE, len(names)))


def _account(name: str, assignment: str, password: str) -> dict[str, Any]:
    return {
        "username": name,
        "enabled": True,
        # As registering oneself will: the person is known by an id of its own, not by what the account happens to get.
        "attributes": {
            "assignments": [assignment],
            "person_id": [str(uuid4())],
            "made_by": ["self-registration"],
        },
        "credentials": [{"type": "password", "value": password, "temporary": False}],
    }


def _administrator(client: httpx.Client, installation: Installation) -> str:
    form = {
        "grant_type": "password",
        "client_id": "admin-cli",
        "username": "admin",
        "password": str(installation.secrets["keycloak_admin_password"]),
    }
    answer = client.post("/realms/master/protocol/openid-connect/token", data=form)
    if not answer.is_success:
        raise AccountsRefused(f"the administrator could not sign in: {answer.status_code}")
    return str(answer.json()["access_token"])
