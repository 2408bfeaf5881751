"""The Keycloak realm of this installation, rendered from deploy/keycloak."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from stack.render import render

REALM = "kehou"


def render_realm(folder: Path, values: Mapping[str, str], *, local: bool) -> str:
    """Return the realm file as Keycloak imports it; `local` lays local.json over it."""
    escaped = {name: json.dumps(value)[1:-1] for name, value in values.items()}
    realm: dict[str, Any] = json.loads(render((folder / "realm.json").read_text(), escaped))
    if local:
        overlay: dict[str, Any] = json.loads((folder / "local.json").read_text())
        realm["clients"] = [*realm["clients"], *overlay.pop("clients")]
        realm.update(overlay)
    claims = json.loads((folder / "claims.json").read_text())
    for client in realm["clients"]:
        if client.get("protocolMappers") == "KEHOU_CLAIMS":
            client["protocolMappers"] = [*claims, *client.pop("extraMappers", [])]
    # Keycloak wants this one as text inside the text.
    for component in realm["components"]["org.keycloak.userprofile.UserProfileProvider"]:
        config = component["config"]
        config["kc.user.profile.config"] = [json.dumps(each) for each in config["kc.user.profile.config"]]
    return json.dumps(realm, ensure_ascii=False, indent=1)
