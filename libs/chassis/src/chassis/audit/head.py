"""The head of an audit chain, signed by the service whose chain it is."""

import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from chassis.settings import ServiceSettings

# Signed first, so that nothing else the key signs can be taken for a head.
_PURPOSE = b"kehou audit head 1\0"


@dataclass(frozen=True, slots=True)
class Head:
    """A block of a service's chain as it was told when it was sealed."""

    service: str
    number: int
    hash: bytes
    entries_total: int

    def signed_bytes(self) -> bytes:
        name = self.service.encode()
        numbers = b"".join(value.to_bytes(8) for value in (len(name), self.number, self.entries_total))
        return _PURPOSE + numbers + name + self.hash


class HeadSigner:
    """Signs as one service. Who can write to both databases, but has no key of the service, cannot make its heads."""

    def __init__(self, jwk: Mapping[str, Any]) -> None:
        self._key = Ed25519PrivateKey.from_private_bytes(_unpadded(str(jwk["d"])))

    @classmethod
    def from_settings(cls, settings: ServiceSettings) -> Self:
        return cls(json.loads(settings.signing_key.get_secret_value()))

    def sign(self, head: Head) -> bytes:
        return self._key.sign(head.signed_bytes())


class HeadKeys:
    """Knows whose signature a head bears; keys that were replaced stay listed behind a slash (`billing/2027`)."""

    def __init__(self, jwks: Mapping[str, Any]) -> None:
        self._keys: dict[str, list[Ed25519PublicKey]] = {}
        for jwk in jwks.get("keys", []):
            if jwk.get("kty") == "OKP" and jwk.get("crv") == "Ed25519" and jwk.get("kid"):
                key = Ed25519PublicKey.from_public_bytes(_unpadded(str(jwk["x"])))
                self._keys.setdefault(str(jwk["kid"]).partition("/")[0], []).append(key)

    @classmethod
    def from_settings(cls, settings: ServiceSettings) -> Self:
        return cls(json.loads(settings.verifying_keys))

    def confirm(self, head: Head, signature: bytes | None) -> bool:
        """Whether one of the service's keys signed exactly this head."""
        return signature is not None and any(
            _holds(key, signature, head.signed_bytes()) for key in self._keys.get(head.service, ())
        )


def _holds(key: Ed25519PublicKey, signature: bytes, content: bytes) -> bool:
    try:
        key.verify(signature, content)
    except InvalidSignature:
        return False
    return True


def _unpadded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
