"""A real access token, and the key with which the stack's Keycloak signed it: what an insider would forge with."""

import base64
import json
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_der_private_key
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import RSAKey
from own_stack import OwnStack

from stack.environment import cluster


@dataclass(frozen=True)
class Genuine:
    """A real access token taken apart, and the key Keycloak signed it with, read from its own database."""

    header: dict[str, Any]
    claims: dict[str, Any]
    key: RSAKey
    acting: str

    def signed(self, *, key: RSAKey | None = None, header: dict[str, Any] | None = None, **claims: Any) -> str:
        head = {**self.header, **(header or {})}
        return jwt.encode(head, {**self.claims, **claims}, key or self.key, algorithms=[head["alg"]])


def genuine_token(stack: OwnStack) -> Genuine:
    """Sign in as the district's officer and find the key in Keycloak's own database."""
    officer = next(one for one in stack.city().officers if "教育局经办" in one.posts)
    acting = f"district-officer@{stack.city().district_path}"
    with stack.browserless(officer.number.lower(), acting) as client:
        token = client.headers["Authorization"].removeprefix("Bearer ")
    header, claims = (json.loads(base64.urlsafe_b64decode(part + "===")) for part in token.split(".")[:2])
    keys = cluster(stack.installation).execute(
        "SELECT value FROM component_config WHERE name = 'privateKey'", database="keycloak"
    )
    for der in keys.split():
        key = _key(der, kid=header["kid"], algorithm=header["alg"])
        with suppress(JoseError):
            jwt.decode(token, key, algorithms=[header["alg"]])
            return Genuine(header, claims, key, acting)
    raise AssertionError("none of Keycloak's keys made the token it gave")


def _key(der: str, *, kid: str, algorithm: str) -> RSAKey:
    pem = load_der_private_key(base64.b64decode(der), None).private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )
    return RSAKey.import_key(pem, {"kid": kid, "alg": algorithm})
