"""The OpenAPI document, exported without any environment."""

import base64
import json
import sys
from collections.abc import Callable
from typing import Any

from chassis.settings import ServiceSettings

# Shaped like real settings and good for nothing: no connection is opened to export a document.
_NOWHERE = {
    "installation_id": "00000000",
    "local_stack": True,
    "database_url": "postgresql+asyncpg://nobody:nothing@127.0.0.1:1/nowhere",
    "kafka_bootstrap": "127.0.0.1:1",
    "redis_url": "redis://127.0.0.1:1",
    "jwt_issuer": "http://127.0.0.1:1",
    "jwt_jwks_url": "http://127.0.0.1:1",
}


def nowhere(settings: type[Any], **more: Any) -> Any:
    """Settings that point nowhere, with keys made for the moment; fields of a subclass keep their defaults."""
    from joserfc.jwk import OKPKey

    key = OKPKey.generate_key("Ed25519", {"kid": "nowhere"}, private=True)
    secret = base64.b64encode(bytes(32)).decode()
    return settings(
        **_NOWHERE,
        signing_key=json.dumps(key.as_dict(private=True)),
        verifying_keys=json.dumps({"keys": [key.as_dict(private=False)]}),
        sealing_keys=json.dumps({"current": "none", "keys": {"none": secret}, "blind": secret}),
        **more,
    )


def openapi_text(settings: type[ServiceSettings], build: Callable[[Any], Any]) -> str:
    """The document as it is committed: sorted, indented, ending in a newline."""
    document = build(nowhere(settings)).app.openapi()
    return json.dumps(document, indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def print_openapi(settings: type[Any], build: Callable[[Any], Any]) -> None:
    sys.stdout.write(openapi_text(settings, build))
