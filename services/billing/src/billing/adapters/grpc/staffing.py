"""Asking staffing who signed; names pass through and are not kept."""

from collections.abc import Sequence
from uuid import UUID

from chassis.grpc.client import GrpcPeer, call
from contracts.staffing.v1 import directory_pb2 as pb
from contracts.staffing.v1.directory_pb2_grpc import DirectoryServiceStub

_DEADLINE_S = 3.0


class GrpcStaffDirectory:
    def __init__(self, peer: GrpcPeer) -> None:
        self._peer = peer

    async def names(self, person_ids: Sequence[UUID]) -> dict[UUID, str]:
        """Names of staff by id; somebody staffing does not know is left out."""
        request = pb.DescribePeopleRequest(person_ids=[str(one) for one in person_ids])
        answer = await call(self._peer.stub(DirectoryServiceStub).DescribePeople, request, deadline_s=_DEADLINE_S)
        return {UUID(person.person_id): person.name for person in answer.people}
