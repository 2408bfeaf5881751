"""Services answer one another, strangers are refused, and patience ends."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from typing import Any

import grpc
import pytest
from grpc import aio
from joserfc import jwt
from joserfc.jwk import OKPKey

from chassis import trace
from chassis.grpc.client import GrpcPeer, call
from chassis.grpc.errors import PeerFailed, PeerRefusesUs, PeerTooSlow, PeerUnavailable
from chassis.grpc.server import GrpcServer, Servicer
from chassis.settings import ServiceSettings
from contracts.staffing.v1 import directory_pb2, directory_pb2_grpc
from kernel.errors import Conflict, Fault, Forbidden, Invalid, NotFound, PreconditionFailed, Refusal, Unavailable
from testkit.settings import make_settings, signing_key

KINDS = (Invalid, Conflict, NotFound, Forbidden, PreconditionFailed, Unavailable)


class Directory(directory_pb2_grpc.DirectoryServiceServicer):
    def __init__(self) -> None:
        self.calls = 0
        self.answer: Any = None
        self.trace_id: str | None = None

    async def DescribePeople(self, request: Any, context: Any) -> Any:  # noqa: N802 generated
        self.calls += 1
        self.trace_id = trace.trace_id()
        if self.answer is not None:
            found = self.answer(self.calls)
            if asyncio.iscoroutine(found):
                await found
        return directory_pb2.DescribePeopleResponse()


@pytest.fixture
async def directory() -> Directory:
    return Directory()


@pytest.fixture
async def address(directory: Directory) -> AsyncIterator[str]:
    settings = make_settings(ServiceSettings, "staffing", grpc_port=0)
    add = directory_pb2_grpc.add_DirectoryServiceServicer_to_server
    server = GrpcServer(settings, servicers=[Servicer(add, directory, callers=("enrolment", "billing"))])
    await server.start()
    yield f"127.0.0.1:{server.port}"
    await server.stop(grace_s=0.1)


@pytest.fixture
async def ask(address: str) -> AsyncIterator[Callable[..., Any]]:
    peers: list[GrpcPeer] = []

    async def asked(service: str = "billing", *, at: str | None = None, **options: Any) -> Any:
        settings = make_settings(ServiceSettings, service, grpc_peers={"staffing": at or address})
        peer = GrpcPeer(settings, "staffing")
        peers.append(peer)
        stub = peer.stub(directory_pb2_grpc.DirectoryServiceStub)
        return await call(stub.DescribePeople, directory_pb2.DescribePeopleRequest(), **options)

    yield asked
    for peer in peers:
        await peer.close()


def raising(error: Exception) -> Callable[[int], None]:
    def raise_it(_calls: int) -> None:
        raise error

    return raise_it


async def test_carries_the_trace_to_the_peer(ask: Any, directory: Directory) -> None:
    with trace.continuing(None) as here:
        await ask()
    assert directory.trace_id == here.trace_id


@pytest.mark.parametrize("kind", KINDS)
async def test_brings_an_error_back_as_the_same_kind(ask: Any, directory: Directory, kind: type[Refusal]) -> None:
    class Told(kind):  # type: ignore[misc, valid-type]
        code = "staffing.told"

    fault = Fault("#/people/0", "staffing.unknown", "不认识", {"n": 1})
    directory.answer = raising(Told("这里说明原因", params={"left": 3, "what": "a"}, faults=(fault,)))
    with pytest.raises(kind) as caught:
        await ask(idempotent=False)
    error = caught.value
    assert (error.code, error.detail, error.params, error.faults) == (
        "staffing.told",
        "这里说明原因",
        {"left": 3, "what": "a"},
        (fault,),
    )


async def test_says_nothing_of_the_inside_when_the_peer_breaks(ask: Any, directory: Directory) -> None:
    directory.answer = raising(KeyError("13800000000"))
    with pytest.raises(PeerFailed) as caught:
        await ask()
    assert "138" not in str(caught.value)
    assert directory.calls == 1


async def test_tries_again_while_the_peer_is_unavailable(ask: Any, directory: Directory) -> None:
    def twice(calls: int) -> None:
        if calls < 3:
            raise Unavailable("not yet")

    directory.answer = twice
    await ask()
    assert directory.calls == 3


async def test_tries_three_times_at_most_and_once_where_it_must_not_repeat(ask: Any, directory: Directory) -> None:
    directory.answer = raising(Unavailable("never"))
    with pytest.raises(Unavailable):
        await ask()
    assert directory.calls == 3
    with pytest.raises(Unavailable):
        await ask(idempotent=False)
    assert directory.calls == 4


async def test_gives_up_at_the_deadline(ask: Any, directory: Directory) -> None:
    directory.answer = lambda _calls: asyncio.sleep(5)
    started_s = time.monotonic()
    with pytest.raises(PeerTooSlow):
        await ask(deadline_s=0.2)
    assert time.monotonic() - started_s < 1


async def test_is_told_soon_that_nobody_is_there(ask: Any) -> None:
    started_s = time.monotonic()
    with pytest.raises(PeerUnavailable):
        await ask(at="127.0.0.1:1", deadline_s=1.0)
    assert time.monotonic() - started_s < 1.5


async def test_refuses_a_service_that_is_not_among_the_callers(ask: Any, directory: Directory) -> None:
    with pytest.raises(PeerRefusesUs):
        await ask("inspection")
    assert directory.calls == 0


def forged(*, key: OKPKey | None = None, kid: str = "billing", **changes: Any) -> str:
    now_s = int(time.time())
    claims = {"iss": "billing", "sub": "billing", "aud": "staffing", "iat": now_s, "exp": now_s + 60, **changes}
    header = {"alg": "Ed25519", "kid": kid}
    own = (key or signing_key("billing")).as_dict(private=True)
    own.pop("alg", None)
    return jwt.encode(header, claims, OKPKey.import_key(own), algorithms=["Ed25519"])


STRANGER = OKPKey.generate_key("Ed25519", {"kid": "billing"}, private=True)


@pytest.mark.parametrize(
    "metadata",
    [
        (),
        (("authorization", "Bearer x.y.z"),),
        (("authorization", f"Bearer {forged(key=STRANGER)}"),),
        (("authorization", f"Bearer {forged(aud='enrolment')}"),),
        (("authorization", f"Bearer {forged(exp=1000)}"),),
        # The key of inspection, speaking as billing.
        (("authorization", f"Bearer {forged(key=signing_key('inspection'), kid='inspection')}"),),
    ],
)
async def test_refuses_a_missing_or_forged_service_token(address: str, directory: Directory, metadata: Any) -> None:
    async with aio.insecure_channel(address) as channel:
        stub = directory_pb2_grpc.DirectoryServiceStub(channel)
        with pytest.raises(aio.AioRpcError) as caught:
            await stub.DescribePeople(directory_pb2.DescribePeopleRequest(), timeout=2, metadata=metadata)
    assert caught.value.code() is grpc.StatusCode.UNAUTHENTICATED
    assert directory.calls == 0


async def test_asks_for_a_deadline(address: str, directory: Directory) -> None:
    async with aio.insecure_channel(address) as channel:
        stub = directory_pb2_grpc.DirectoryServiceStub(channel)
        with pytest.raises(aio.AioRpcError) as caught:
            await stub.DescribePeople(
                directory_pb2.DescribePeopleRequest(), metadata=(("authorization", f"Bearer {forged()}"),)
            )
    assert caught.value.code() is grpc.StatusCode.INVALID_ARGUMENT
    assert directory.calls == 0
