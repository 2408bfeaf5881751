"""Who may say what: a topic has one owner, and what is said on it bears the owner's signature.

The owner of `billing.bill` is billing; its messages are of the proto package `contracts.billing.v1`, or of the
chassis. The signature is made with the key that signs billing's service tokens. As checking one takes longer than
applying an event may, up to sixteen events share a signature: it is that of the root of a hash tree, and each event
carries its own path to the root, so that each proves itself alone.
"""

import base64
import json
import re
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from chassis.events.wire import Record
from chassis.settings import ServiceSettings

SIGNATURE = "kehou-signature"
FOREIGN_SOURCE = "foreign_source"
# Four steps of 33 bytes on an event's path; checking costs a sixteenth, and a longer path would save little more.
TOGETHER = 16
# Signed first, so that nothing else the key signs can be taken for events.
_PURPOSE = b"kehou events 1"
# A leaf can never be taken for a node, nor a node for a leaf (RFC 6962 section 2.1).
_LEAF, _NODE = b"\0", b"\1"
_SIGNATURE_BYTES, _STEP_BYTES = 64, 33
_ON_THE_LEFT, _ON_THE_RIGHT = b"\0", b"\1"
# The events of a signature come by several partitions, and so a little apart.
_CHECKED_MAX = 4_096


def owner_of(topic: str) -> str:
    """The only service that writes to `topic`."""
    return topic.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Said:
    """What a signature covers: where an event stands, when it happened, and what it says."""

    topic: str
    key: str
    event_id: str
    type: str
    version: int
    occurred_at: str
    payload: bytes

    def digest(self) -> bytes:
        """The leaf: every part behind its length, so that no part can end elsewhere."""
        texts = (self.topic, self.key, self.event_id, self.type, str(self.version), self.occurred_at)
        parts = [*(text.encode() for text in texts), self.payload]
        return sha256(_LEAF + b"".join(len(part).to_bytes(4) + part for part in parts)).digest()


class EventSigner:
    """Signs as one service; `Sender` puts the results into the headers `kehou-signature`."""

    def __init__(self, jwk: Mapping[str, Any]) -> None:
        self._kid = str(jwk["kid"])
        self._key = Ed25519PrivateKey.from_private_bytes(_unpadded(str(jwk["d"])))

    @classmethod
    def from_settings(cls, settings: ServiceSettings) -> "EventSigner":
        return cls(json.loads(settings.signing_key.get_secret_value()))

    def sign(self, said: Sequence[Said]) -> list[str]:
        """A `<key id>:<signature and path>` for each; the reader finds the public key by the id."""
        signed: list[str] = []
        for start in range(0, len(said), TOGETHER):
            root, paths = _tree([one.digest() for one in said[start : start + TOGETHER]])
            signature = self._key.sign(_PURPOSE + root)
            signed += [f"{self._kid}:{base64.b64encode(signature + path).decode()}" for path in paths]
        return signed


def _tree(leaves: Sequence[bytes]) -> tuple[bytes, list[bytes]]:
    """The root, and for each leaf its path: side and digest of the neighbour, step by step."""
    paths = [b""] * len(leaves)
    level = [(leaf, [place]) for place, leaf in enumerate(leaves)]
    while len(level) > 1:
        above = []
        for (left, lefts), (right, rights) in zip(level[::2], level[1::2], strict=False):
            for place in lefts:
                paths[place] += _ON_THE_RIGHT + right
            for place in rights:
                paths[place] += _ON_THE_LEFT + left
            above.append((sha256(_NODE + left + right).digest(), lefts + rights))
        # Who has no neighbour goes up as it is.
        level = above + level[len(above) * 2 :]
    return level[0][0], paths


def _root_of(leaf: bytes, path: bytes) -> bytes:
    for start in range(0, len(path), _STEP_BYTES):
        side, neighbour = path[start : start + 1], path[start + 1 : start + _STEP_BYTES]
        leaf = sha256(_NODE + (leaf + neighbour if side == _ON_THE_RIGHT else neighbour + leaf)).digest()
    return leaf


class Origins:
    """Knows the public keys of all services and tells their own words from what others put into their mouths.

    A key's id is the service's name, or the name and a suffix behind a slash (`billing/2027`): events are kept for
    good, so the key that signed them stays listed after a new one has taken its place.
    """

    def __init__(self, jwks: Mapping[str, Any]) -> None:
        self._keys = {
            str(jwk["kid"]): Ed25519PublicKey.from_public_bytes(_unpadded(str(jwk["x"])))
            for jwk in jwks.get("keys", [])
            if jwk.get("kty") == "OKP" and jwk.get("crv") == "Ed25519" and jwk.get("kid")
        }
        self._checked: OrderedDict[tuple[str, bytes, bytes], None] = OrderedDict()

    @classmethod
    def from_settings(cls, settings: ServiceSettings) -> "Origins":
        return cls(json.loads(settings.verifying_keys))

    def objection(self, record: Record) -> str | None:
        """Why the record is none of its topic's owner; None where it is."""
        info = record.info
        owner = owner_of(info.topic)
        if info.source != owner:
            return f"{FOREIGN_SOURCE}: {info.source} says it, the topic is {owner}'s"
        if not _is_message_of(owner, info.type):
            return f"{FOREIGN_SOURCE}: {info.type} is no message of {owner}"
        kid, _, proof = record.headers.get(SIGNATURE, "").rpartition(":")
        if not kid:
            return f"{FOREIGN_SOURCE}: it is not signed"
        if kid not in self._keys or kid.partition("/")[0] != owner:
            return f"{FOREIGN_SOURCE}: the key {kid} is none of {owner}'s"
        return None if self._holds(kid, proof, _said(record)) else f"{FOREIGN_SOURCE}: the signature is not {owner}'s"

    def _holds(self, kid: str, proof: str, said: Said) -> bool:
        try:
            content = base64.b64decode(proof, validate=True)
        except ValueError:
            return False
        signature, path = content[:_SIGNATURE_BYTES], content[_SIGNATURE_BYTES:]
        if len(path) % _STEP_BYTES or len(path) > _STEP_BYTES * TOGETHER:
            return False
        checked = (kid, signature, _root_of(said.digest(), path))
        if checked in self._checked:
            return True
        try:
            self._keys[kid].verify(signature, _PURPOSE + checked[2])
        except InvalidSignature:
            return False
        self._checked[checked] = None
        if len(self._checked) > _CHECKED_MAX:
            self._checked.popitem(last=False)
        return True


@lru_cache(maxsize=1_000)
def _is_message_of(owner: str, type: str) -> bool:
    return re.fullmatch(rf"contracts\.({re.escape(owner.replace('-', '_'))}|chassis)\.v\d+\.\w+", type) is not None


def _said(record: Record) -> Said:
    info = record.info
    return Said(info.topic, info.key, str(info.id), info.type, info.version, record.headers["ce_time"], record.payload)


def _unpadded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
