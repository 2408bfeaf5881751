"""Error kinds as gRPC statuses and back; the stable code, params and faults travel as trailing metadata."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import grpc
import orjson

from chassis.auth.errors import Unauthenticated
from kernel.errors import (
    Conflict,
    Fault,
    Forbidden,
    Invalid,
    NotFound,
    PreconditionFailed,
    Refusal,
    TooOften,
    Unavailable,
)

CODE_KEY = "kehou-code"
PARAMS_KEY = "kehou-params-bin"
FAULTS_KEY = "kehou-faults-bin"
# Metadata has a limit of some KiB; a caller that needs more than these asks about less at once.
FAULTS_MAX = 20

# Subclasses before their bases: the first that fits decides.
_STATUS: tuple[tuple[type[Refusal], grpc.StatusCode], ...] = (
    (Unauthenticated, grpc.StatusCode.UNAUTHENTICATED),
    (PreconditionFailed, grpc.StatusCode.ABORTED),
    (Conflict, grpc.StatusCode.FAILED_PRECONDITION),
    (Invalid, grpc.StatusCode.INVALID_ARGUMENT),
    (NotFound, grpc.StatusCode.NOT_FOUND),
    (Forbidden, grpc.StatusCode.PERMISSION_DENIED),
    (TooOften, grpc.StatusCode.RESOURCE_EXHAUSTED),
    (Unavailable, grpc.StatusCode.UNAVAILABLE),
)
_KIND: Mapping[grpc.StatusCode, type[Refusal]] = {
    status: kind for kind, status in _STATUS if status is not grpc.StatusCode.UNAUTHENTICATED
}


class PeerUnavailable(Unavailable):
    code = "chassis.peer_unavailable"


class PeerTooSlow(Unavailable):
    code = "chassis.peer_too_slow"


class PeerFailed(Unavailable):
    code = "chassis.peer_failed"


class PeerRefusesUs(Unavailable):
    code = "chassis.peer_refuses_us"


def status_of(kind: type[Refusal]) -> grpc.StatusCode:
    return next((status for base, status in _STATUS if issubclass(kind, base)), grpc.StatusCode.FAILED_PRECONDITION)


def metadata_of(refusal: Refusal) -> tuple[tuple[str, str | bytes], ...]:
    """What a refusal says beside its status and detail."""
    faults = [[f.pointer, f.code, f.detail, dict(f.params)] for f in refusal.faults[:FAULTS_MAX]]
    metadata: list[tuple[str, str | bytes]] = [(CODE_KEY, refusal.code)]
    if refusal.params:
        metadata.append((PARAMS_KEY, orjson.dumps(dict(refusal.params))))
    if faults:
        metadata.append((FAULTS_KEY, orjson.dumps(faults)))
    return tuple(metadata)


@lru_cache(maxsize=500)
def _remote_kind(kind_name: str, code: str) -> type[Refusal]:
    kind = next(kind for kind in _KIND.values() if kind.__name__ == kind_name)
    return type(f"Remote{kind.__name__}", (kind,), {"code": code, "__module__": "remote"})


def refusal_of(peer: str, status: grpc.StatusCode, detail: str | None, metadata: Sequence[Any]) -> Refusal:
    """What a peer's answer means here: its own error by kind and code, or that it could not be asked."""
    found = {str(key): value for key, value in metadata}
    code, kind = found.get(CODE_KEY), _KIND.get(status)
    if isinstance(code, str) and kind is not None:
        params = orjson.loads(found[PARAMS_KEY]) if PARAMS_KEY in found else {}
        faults = tuple(Fault(*fault) for fault in orjson.loads(found.get(FAULTS_KEY, b"[]")))
        return _remote_kind(kind.__name__, code)(detail or "", params=params, faults=faults)
    if status is grpc.StatusCode.DEADLINE_EXCEEDED:
        return PeerTooSlow(f"{peer} took too long to answer; try again", params={"peer": peer})
    if status in (grpc.StatusCode.UNAUTHENTICATED, grpc.StatusCode.PERMISSION_DENIED, grpc.StatusCode.UNIMPLEMENTED):
        return PeerRefusesUs(f"{peer} does not answer this call", params={"peer": peer})
    if status in (grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.RESOURCE_EXHAUSTED):
        return PeerUnavailable(f"{peer} does not answer at present; try again", params={"peer": peer})
    return PeerFailed(f"{peer} could not answer", params={"peer": peer})
