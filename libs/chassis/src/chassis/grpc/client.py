"""Asking another service: with a deadline, a token, the trace, and patience that ends."""

import asyncio
import random
import time
from collections.abc import Sequence
from typing import Any, TypeVar, cast

import grpc
from grpc import aio

from chassis import metrics, trace
from chassis.auth.service_tokens import ServiceTokenSigner
from chassis.grpc.errors import CODE_KEY, PeerUnavailable, refusal_of
from chassis.grpc.server import MESSAGE_BYTES_MAX
from chassis.settings import ServiceSettings
from kernel.errors import Refusal

StubType = TypeVar("StubType")

ATTEMPTS_MAX = 3
BACKOFF_S = 0.05
# Below this a further attempt could not be answered in time.
ATTEMPT_S_MIN = 0.02
_OPTIONS = [
    ("grpc.max_receive_message_length", MESSAGE_BYTES_MAX),
    ("grpc.max_send_message_length", MESSAGE_BYTES_MAX),
    ("grpc.enable_retries", 0),
    # A peer that was restarted is found again within a second.
    ("grpc.initial_reconnect_backoff_ms", 100),
    ("grpc.min_reconnect_backoff_ms", 100),
    ("grpc.max_reconnect_backoff_ms", 1000),
    ("grpc.keepalive_time_ms", 30_000),
    ("grpc.keepalive_timeout_ms", 5_000),
]


def open_channel(
    settings: ServiceSettings, peer: str, address: str, *, options: Sequence[tuple[str, Any]]
) -> aio.Channel:
    """A channel to the service `peer`, whose certificate must bear that name, wherever it runs."""
    files = settings.grpc_tls
    if files is None:
        return aio.insecure_channel(address, options=options)
    credentials = grpc.ssl_channel_credentials(
        files.ca_file.read_bytes(), files.key_file.read_bytes(), files.certificate_file.read_bytes()
    )
    return aio.secure_channel(address, credentials, options=[*options, ("grpc.ssl_target_name_override", peer)])


class GrpcPeer:
    """Another service, by name; its address is in settings.grpc_peers. Connects on first use."""

    def __init__(self, settings: ServiceSettings, name: str) -> None:
        self.name = name
        self._address = settings.grpc_peers.get(name)
        self._settings = settings
        self._signer: ServiceTokenSigner | None = None
        self._channel: aio.Channel | None = None
        self._stubs: dict[type[Any], Any] = {}

    def stub(self, kind: type[StubType]) -> StubType:
        """A stub of generated class `kind` whose methods are given to `call`."""
        return cast(StubType, _Stub(self, kind))

    def method(self, kind: type[Any], name: str) -> Any:
        """The stub's method on this peer's channel, which is opened on first use."""
        if self._address is None:
            raise PeerUnavailable(f"no address is known for {self.name}", params={"peer": self.name})
        if self._channel is None:
            self._channel = open_channel(self._settings, self.name, self._address, options=_OPTIONS)
        if kind not in self._stubs:
            self._stubs[kind] = kind(self._channel)
        return getattr(self._stubs[kind], name)

    def metadata(self) -> tuple[tuple[str, str], ...]:
        if self._signer is None:
            self._signer = ServiceTokenSigner.from_settings(self._settings)
        return (
            ("authorization", f"Bearer {self._signer.token_for(self.name)}"),
            ("traceparent", trace.traceparent()),
        )

    async def close(self) -> None:
        if self._channel is not None:
            await self._channel.close()
            self._channel = None
            self._stubs.clear()


class _Stub:
    def __init__(self, peer: GrpcPeer, kind: type[Any]) -> None:
        self._peer = peer
        self._kind = kind

    def __getattr__(self, name: str) -> "_Method":
        return _Method(self._peer, self._kind, name)


class _Method:
    __slots__ = ("kind", "name", "peer")

    def __init__(self, peer: GrpcPeer, kind: type[Any], name: str) -> None:
        self.peer = peer
        self.kind = kind
        self.name = name


async def call(method: Any, request: Any, *, deadline_s: float = 2.0, idempotent: bool = True) -> Any:
    """The peer's answer within `deadline_s` in all, tried up to three times where it does not answer.

    Raises the peer's own error as the same kind of kernel.errors with its code, or Unavailable.
    """
    if not isinstance(method, _Method):
        raise TypeError("call takes a method of a stub made by GrpcPeer.stub")
    peer, ends_at_s = method.peer, time.monotonic() + deadline_s
    for attempt in range(1, ATTEMPTS_MAX + 1):
        try:
            answer = await method.peer.method(method.kind, method.name)(
                request, timeout=max(ends_at_s - time.monotonic(), 0.001), metadata=peer.metadata()
            )
        except aio.AioRpcError as error:
            status = error.code()
            metrics.grpc_calls.labels(peer.name, method.name, status.name).inc()
            wait_s = BACKOFF_S * 2**attempt * random.uniform(0.5, 1.5)  # noqa: S311 jitter, no secret
            again = idempotent and status is grpc.StatusCode.UNAVAILABLE and attempt < ATTEMPTS_MAX
            if not again or time.monotonic() + wait_s + ATTEMPT_S_MIN > ends_at_s:
                raise _refusal(peer.name, error) from None
            await asyncio.sleep(wait_s)
        else:
            metrics.grpc_calls.labels(peer.name, method.name, "OK").inc()
            return answer
    raise AssertionError("unreachable: the last attempt returns or raises")


def _refusal(peer: str, error: aio.AioRpcError) -> Refusal:
    metadata = [(key, value) for key, value in error.trailing_metadata() or () if key.startswith(CODE_KEY[:6])]
    return refusal_of(peer, error.code(), error.details(), metadata)
