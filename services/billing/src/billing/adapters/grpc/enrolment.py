"""Asking enrolment about pupils; names pass through and are not kept."""

from collections.abc import Sequence
from uuid import UUID

from chassis.grpc.client import GrpcPeer, call
from contracts.enrolment.v1 import directory_pb2 as pb
from contracts.enrolment.v1.directory_pb2_grpc import DirectoryServiceStub

_DEADLINE_S = 3.0
_BATCH = 500


class GrpcPupilDirectory:
    def __init__(self, peer: GrpcPeer) -> None:
        self._peer = peer

    async def find(self, school_path: str, pupil_numbers: Sequence[str]) -> dict[str, UUID]:
        """Pupil ids by number, of one school; a number nobody carries is left out."""
        stub = self._peer.stub(DirectoryServiceStub)
        found: dict[str, UUID] = {}
        for start in range(0, len(pupil_numbers), _BATCH):
            request = pb.FindPupilsRequest(
                school_path=school_path, pupil_numbers=list(pupil_numbers[start : start + _BATCH])
            )
            answer = await call(stub.FindPupils, request, deadline_s=_DEADLINE_S)
            found |= {pupil.pupil_number: UUID(pupil.pupil_id) for pupil in answer.pupils}
        return found

    async def names(self, pupil_ids: Sequence[UUID]) -> dict[UUID, str]:
        stub = self._peer.stub(DirectoryServiceStub)
        names: dict[UUID, str] = {}
        for start in range(0, len(pupil_ids), _BATCH):
            ids = [str(one) for one in pupil_ids[start : start + _BATCH]]
            answer = await call(stub.DescribePupils, pb.DescribePupilsRequest(pupil_ids=ids), deadline_s=_DEADLINE_S)
            names |= {UUID(pupil.pupil_id): pupil.name for pupil in answer.pupils}
        return names
