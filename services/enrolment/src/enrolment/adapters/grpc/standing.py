"""Asking vendor-registry whether a vendor may be in a school."""

import time
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from chassis.grpc.client import GrpcPeer, call
from contracts.vendor_registry.v1.registry_pb2 import GetStandingRequest
from contracts.vendor_registry.v1.registry_pb2_grpc import RegistryServiceStub
from kernel.organisation import OrganisationPath

# A whole school signs within minutes; an answer this young is still fresh, and a delisting reaches us by event too.
FRESH_S = 5.0
_KEPT_MAX = 1_000


@dataclass(frozen=True, slots=True)
class Standing:
    listed: bool
    reason_code: str


class GrpcStanding:
    """Raises Unavailable while vendor-registry does not answer: without an answer nothing is published or signed."""

    def __init__(self, peer: GrpcPeer) -> None:
        self._stub: RegistryServiceStub = peer.stub(RegistryServiceStub)
        self._fresh: dict[tuple[UUID, str, date], tuple[float, Standing]] = {}

    async def __call__(self, *, vendor_id: UUID, district_path: OrganisationPath, on: date) -> Standing:
        key = (vendor_id, district_path.text, on)
        kept = self._fresh.get(key)
        if kept is not None and time.monotonic() - kept[0] < FRESH_S:
            return kept[1]
        answer = await call(
            self._stub.GetStanding,
            GetStandingRequest(vendor_id=str(vendor_id), district_path=district_path.text, held_on=on.isoformat()),
        )
        standing = Standing(answer.listed, answer.reason_code)
        if len(self._fresh) >= _KEPT_MAX:
            self._fresh.clear()
        self._fresh[key] = (time.monotonic(), standing)
        return standing
