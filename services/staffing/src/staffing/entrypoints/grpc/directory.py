"""Answers other services' questions about people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from chassis.grpc.server import Context
from contracts.staffing.v1 import directory_pb2 as v1
from contracts.staffing.v1 import directory_pb2_grpc
from kernel.errors import Invalid
from staffing.application.queries import Queries

IDS_MAX = 1_000


class TooManyIds(Invalid):
    code = "staffing.too_many_ids"


@dataclass(frozen=True, slots=True)
class DirectoryServicer(directory_pb2_grpc.DirectoryServiceServicer):
    queries: Queries

    async def DescribePeople(  # noqa: N802 - the name is the contract's
        self,
        request: v1.DescribePeopleRequest,
        context: Context,
    ) -> v1.DescribePeopleResponse:
        described = await self.queries.describe_people(_ids(request.person_ids))
        return v1.DescribePeopleResponse(
            people=[v1.PersonDescription(person_id=str(one.id), name=one.name, login=one.login) for one in described]
        )

    async def CheckClearance(  # noqa: N802 - the name is the contract's
        self,
        request: v1.CheckClearanceRequest,
        context: Context,
    ) -> v1.CheckClearanceResponse:
        held_on = date.fromisoformat(request.held_on)
        cleared = await self.queries.cleared(_ids(request.person_ids), on=held_on)
        return v1.CheckClearanceResponse(cleared_person_ids=[str(one) for one in cleared])

    async def CheckAssignment(  # noqa: N802 - the name is the contract's
        self,
        request: v1.CheckAssignmentRequest,
        context: Context,
    ) -> v1.CheckAssignmentResponse:
        held = await self.queries.held_now(UUID(request.person_id))
        return v1.CheckAssignmentResponse(
            is_known=held is not None, is_held=held is not None and request.assignment in held
        )


def _ids(texts: Sequence[str]) -> list[UUID]:
    if len(texts) > IDS_MAX:
        raise TooManyIds(f"ask for at most {IDS_MAX} people at once")
    return [UUID(text) for text in texts]
