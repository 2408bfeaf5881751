"""The Keycloak realm of this installation, rendered from deploy/keycloak."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from stack.render import render

REALM = "kehou"


def render_realm(folder: Path, values: Mapping[str, str], *, local: bool) -> str:
    """Return the realm file as Keycloak imports it; `local` lays local.json over it."""
    realm = _document(folder / "realm.json", values)
    realm.update(_document(folder / "flows.json", values))
    if local:
        overlay = _document(folder / "local.json", values)
        realm["clients"] = [*realm["clients"], *overlay.pop("clients")]
        realm.update(overlay)
        for user in realm["users"]:
            _give_sample_second_factor(user, values["SAMPLE_TOTP_SECRET"])
    claims = json.loads((folder / "claims.json").read_text())
    for client in realm["clients"]:
        if client.get("protocolMappers") == "KEHOU_CLAIMS":
            client["protocolMappers"] = claims
    # Keycloak wants this one as text inside the text.
    for component in realm["components"]["org.keycloak.userprofile.UserProfileProvider"]:
        config = component["config"]
        config["kc.user.profile.config"] = [json.dumps(each) for each in config["kc.user.profile.config"]]
    return json.dumps(realm, ensure_ascii=False, indent=1)


def render_master(folder: Path, values: Mapping[str, str]) -> dict[str, Any]:
    """Return what is changed in the realm of Keycloak's own administrators."""
    return _document(folder / "master.json", values)


def sample_credentials(password: str, totp_secret: str) -> list[dict[str, Any]]:
    """Return the password and the second factor of a sample account, as Keycloak takes them."""
    policy = {"subType": "totp", "algorithm": "HmacSHA1", "digits": 6, "period": 30, "counter": 0}
    return [
        {"type": "password", "value": password, "temporary": False},
        {"type": "otp", "secretData": json.dumps({"value": totp_secret}), "credentialData": json.dumps(policy)},
    ]


def _give_sample_second_factor(user: dict[str, Any], totp_secret: str) -> None:
    for password in user.get("credentials", ()):
        user["credentials"] = sample_credentials(password["value"], totp_secret)
        del user["requiredActions"]
        return


def _document(file: Path, values: Mapping[str, str]) -> dict[str, Any]:
    escaped = {name: json.dumps(value)[1:-1] for name, value in values.items()}
    document: dict[str, Any] = json.loads(render(file.read_text(), escaped))
    return document
