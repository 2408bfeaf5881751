"""Accounts of the sample city's families and applicants: people who would have signed up by themselves."""

from collections.abc import Callable, Mapping
from typing import Any
from uuid import uuid4

import httpx

from stack import ports
from stack.installation import Installation
from stack.keycloak_admin import KeycloakRefused, administrator
from stack.realm import REALM, sample_credentials

ACCOUNTS_AT_ONCE = 100
DEADLINE_S = 120.0
FAMILY = "guardian@/family"


def keycloak_url(installation: Installation) -> str:
    return installation.given.keycloak_url or f"http://{ports.HOST}:{installation.ports['keycloak']}"


def realm_url(installation: Installation) -> str:
    """Where the sample people sign in."""
    return f"{keycloak_url(installation)}/realms/{REALM}"


def add_accounts(installation: Installation, accounts: Mapping[str, str], *, done: Callable[[int], None]) -> None:
    """Create an account per sign-in name, holding one assignment each; those that exist are left as they are."""
    password, totp = str(installation.secrets["sample_password"]), str(installation.secrets["sample_totp_secret"])
    names = sorted(accounts)
    with httpx.Client(base_url=keycloak_url(installation), timeout=DEADLINE_S) as client:
        for start in range(0, len(names), ACCOUNTS_AT_ONCE):
            users = [_account(name, accounts[name], password, totp) for name in names[start : start + ACCOUNTS_AT_ONCE]]
            # The administrator's token lives a minute; each bite takes a fresh one.
            answer = client.post(
                f"/admin/realms/{REALM}/partialImport",
                json={"ifResourceExists": "SKIP", "users": users},
                headers=administrator(client, str(installation.secrets["keycloak_admin_password"])),
            )
            if not answer.is_success:
                raise KeycloakRefused(f"{answer.status_code} {answer.text[:300]}")
            done(min(start + ACCOUNTS_AT_ONCE, len(names)))


def _account(name: str, assignment: str, password: str, totp_secret: str) -> dict[str, Any]:
    credentials = sample_credentials(password, totp_secret)
    return {
        "username": name,
        "enabled": True,
        # As registering oneself will: the person is known by an id of its own, not by what the account happens to get.
        "attributes": {
            "assignments": [assignment],
            "person_id": [str(uuid4())],
            "made_by": ["self-registration"],
        },
        # A family signs in by its password; who applies for a vendor will move money for it.
        "credentials": credentials[:1] if assignment == FAMILY else credentials,
    }
