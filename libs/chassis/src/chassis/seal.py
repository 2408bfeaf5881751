"""Personal data at rest: sealed columns, and blind indexes by which exactly one value can be found again."""

import base64
import hmac
import json
import os
from collections.abc import Mapping
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from chassis.settings import ServiceSettings

_NONCE_BYTES = 12
_KEY_BYTES = 32
_KEY_ID_BYTES_MAX = 32


class SealBroken(Exception):
    """A sealed value was changed, belongs to another field, or its key is gone. Never shown to a client."""


class Sealer:
    """Seals text and bytes with AES-256-GCM; the field's name is bound in, so a value cannot be moved to another.

    A sealed value is: one byte length of the key id, the key id, 12 bytes nonce, ciphertext with tag.
    New values use the current key, old ones stay readable while their key is listed. Blind indexes are made with
    `blind`, or with the field's own key in `blinds`: for a value that somebody beside us must be able to make too.
    """

    def __init__(
        self, *, current: str, keys: Mapping[str, bytes], blind: bytes, blinds: Mapping[str, bytes] | None = None
    ) -> None:
        if current not in keys:
            raise ValueError(f"the current sealing key '{current}' is not among the keys")
        own = dict(blinds or {})
        for key_id, key in [*keys.items(), ("blind", blind), *own.items()]:
            if len(key) != _KEY_BYTES or not 0 < len(key_id.encode()) <= _KEY_ID_BYTES_MAX:
                raise ValueError(f"sealing key '{key_id}' is not {_KEY_BYTES} bytes, or its id is too long")
        self._keys = {key_id: AESGCM(key) for key_id, key in keys.items()}
        self._current = self._keys[current]
        self._prefix = bytes([len(current.encode())]) + current.encode()
        self._blind = blind
        self._blinds = own

    @classmethod
    def from_settings(cls, settings: ServiceSettings) -> "Sealer":
        return cls.from_json(settings.sealing_keys.get_secret_value())

    @classmethod
    def from_json(cls, text: str) -> "Sealer":
        """Read `{"current": "k1", "keys": {"k1": "<base64>"}, "blind": "<base64>", "blinds": {"a.field": "<base64>"}}`.

        `blinds` may be absent.
        """
        document = json.loads(text)
        keys, blinds = (
            {name: base64.b64decode(key) for name, key in document.get(part, {}).items()} for part in ("keys", "blinds")
        )
        return cls(current=document["current"], keys=keys, blind=base64.b64decode(document["blind"]), blinds=blinds)

    def seal(self, text: str, *, field: str) -> bytes:
        """Seal `text` for the column `field`, as in `pupil.name`."""
        return self.seal_bytes(text.encode(), field=field)

    def unseal(self, blob: bytes, *, field: str) -> str:
        """The text sealed for `field`, or SealBroken."""
        return self.unseal_bytes(blob, field=field).decode()

    def seal_bytes(self, content: bytes, *, field: str) -> bytes:
        # 96-bit random nonces are safe for 2**32 values under one key (NIST SP 800-38D 8.3).
        nonce = os.urandom(_NONCE_BYTES)
        return self._prefix + nonce + self._current.encrypt(nonce, content, field.encode())

    def unseal_bytes(self, blob: bytes, *, field: str) -> bytes:
        blob = bytes(blob)
        if not blob:
            raise SealBroken(f"{field} holds nothing")
        start = 1 + blob[0]
        key = self._keys.get(blob[1:start].decode("utf-8", "replace"))
        if key is None:
            raise SealBroken(f"{field} was sealed with a key that is not listed")
        nonce, sealed = blob[start : start + _NONCE_BYTES], blob[start + _NONCE_BYTES :]
        try:
            return key.decrypt(nonce, sealed, field.encode())
        except (InvalidTag, ValueError):
            raise SealBroken(f"{field} was changed or belongs to another field") from None

    def blind_index(self, text: str, *, field: str) -> bytes:
        """32 bytes, the same for the same text and field, telling nothing without the key: for exact look-ups."""
        key = self._blinds.get(field, self._blind)
        return hmac.new(key, field.encode() + b"\x00" + text.encode(), sha256).digest()
