"""What is done in Keycloak by its own administrator, who can be reached from this machine alone."""

from collections.abc import Mapping
from pathlib import Path

import httpx

from stack.realm import render_master

DEADLINE_S = 120.0


class KeycloakRefused(RuntimeError):
    """Keycloak refused what its administrator asked; the message is its answer."""


def administrator(client: httpx.Client, password: str) -> dict[str, str]:
    """Return the header of a request by the administrator; it holds for a minute."""
    form = {"grant_type": "password", "client_id": "admin-cli", "username": "admin", "password": password}
    answer = client.post("/realms/master/protocol/openid-connect/token", data=form)
    if not answer.is_success:
        raise KeycloakRefused(f"the administrator could not sign in: {answer.status_code}")
    return {"Authorization": f"Bearer {answer.json()['access_token']}"}


def harden_master(url: str, password: str, folder: Path, values: Mapping[str, str]) -> None:
    """Give the realm of Keycloak's own administrators what `master.json` says; doing it again changes nothing."""
    with httpx.Client(base_url=url, timeout=DEADLINE_S) as client:
        wanted = render_master(folder, values)
        answer = client.put("/admin/realms/master", json=wanted, headers=administrator(client, password))
        if not answer.is_success:
            raise KeycloakRefused(f"{answer.status_code} {answer.text[:300]}")
