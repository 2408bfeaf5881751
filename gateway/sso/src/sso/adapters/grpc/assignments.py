"""Who holds which assignment now, asked of staffing."""

from uuid import UUID

from chassis.grpc.client import GrpcPeer, call
from contracts.staffing.v1.directory_pb2 import CheckAssignmentRequest
from contracts.staffing.v1.directory_pb2_grpc import DirectoryServiceStub

DEADLINE_S = 1.5


class GrpcAssignments:
    """Assignments of staffing."""

    def __init__(self, staffing: GrpcPeer) -> None:
        self._staffing = staffing

    async def is_held(self, person_id: UUID, assignment: str) -> bool | None:
        request = CheckAssignmentRequest(person_id=str(person_id), assignment=assignment)
        answer = await call(self._staffing.stub(DirectoryServiceStub).CheckAssignment, request, deadline_s=DEADLINE_S)
        return bool(answer.is_held) if answer.is_known else None
