"""Asking vendor-registry whether a vendor may be paid today, and where to."""

from datetime import date
from uuid import UUID

from billing.application.records import Payee, Standing
from chassis.grpc.client import GrpcPeer, call
from contracts.vendor_registry.v1 import registry_pb2 as pb
from contracts.vendor_registry.v1.registry_pb2_grpc import PayeeServiceStub, RegistryServiceStub

_DEADLINE_S = 3.0


class GrpcVendorRegistry:
    def __init__(self, peer: GrpcPeer) -> None:
        self._peer = peer

    async def standing(self, vendor_id: UUID, *, district_path: str, on: date) -> Standing:
        request = pb.GetStandingRequest(vendor_id=str(vendor_id), district_path=district_path, held_on=on.isoformat())
        answer = await call(self._peer.stub(RegistryServiceStub).GetStanding, request, deadline_s=_DEADLINE_S)
        return Standing(listed=answer.listed, reason_code=answer.reason_code)

    async def payee(self, vendor_id: UUID) -> Payee:
        """The account passes through into the pay file and is not kept."""
        request = pb.GetPayeeRequest(vendor_id=str(vendor_id))
        answer = await call(self._peer.stub(PayeeServiceStub).GetPayee, request, deadline_s=_DEADLINE_S)
        return Payee(name=answer.name, bank_name=answer.bank_name, account=answer.account)
