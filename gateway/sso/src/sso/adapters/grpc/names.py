"""Sign-in names and people's names, asked of the services that own them."""

import asyncio
from collections.abc import Awaitable, Sequence
from uuid import UUID

from chassis.grpc.client import GrpcPeer, call
from contracts.staffing.v1.directory_pb2 import DescribePeopleRequest
from contracts.staffing.v1.directory_pb2_grpc import DirectoryServiceStub
from contracts.vendor_registry.v1.registry_pb2 import DescribeInstructorsRequest
from contracts.vendor_registry.v1.registry_pb2_grpc import RegistryServiceStub
from kernel.errors import Refusal, Unavailable

LOGIN_DEADLINE_S = 3.0
# A page waits for the name, but not long: without it the portal shows the role alone.
NAME_DEADLINE_S = 0.5


class GrpcSignInNames:
    """Staff from staffing; who staffing has no login of, from vendor-registry."""

    def __init__(self, staffing: GrpcPeer, vendor_registry: GrpcPeer) -> None:
        self._staffing = staffing
        self._vendor_registry = vendor_registry

    async def logins(self, person_ids: Sequence[UUID]) -> dict[UUID, str]:
        """Those that are known; raises Unavailable only where nobody could be asked."""
        staff, silence = await self._known(self._people(person_ids, LOGIN_DEADLINE_S))
        missing = [each for each in person_ids if each not in staff]
        if not missing:
            return staff
        instructors, further_silence = await self._known(self._instructors(missing, LOGIN_DEADLINE_S))
        if silence and further_silence:
            raise silence
        return staff | instructors

    async def name(self, person_id: UUID) -> str | None:
        asked = await asyncio.gather(
            self._people([person_id], NAME_DEADLINE_S, field="name"),
            self._instructors([person_id], NAME_DEADLINE_S, field="name"),
            return_exceptions=True,
        )
        for answer in asked:
            if isinstance(answer, dict) and person_id in answer:
                return answer[person_id]
            if isinstance(answer, BaseException) and not isinstance(answer, Refusal):
                raise answer
        return None

    async def _known(self, asking: Awaitable[dict[UUID, str]]) -> tuple[dict[UUID, str], Unavailable | None]:
        try:
            return await asking, None
        except Unavailable as silence:
            return {}, silence
        except Refusal:
            # That service knows nobody of this kind.
            return {}, None

    async def _people(self, person_ids: Sequence[UUID], deadline_s: float, field: str = "login") -> dict[UUID, str]:
        request = DescribePeopleRequest(person_ids=[str(each) for each in person_ids])
        answer = await call(self._staffing.stub(DirectoryServiceStub).DescribePeople, request, deadline_s=deadline_s)
        return {UUID(one.person_id): getattr(one, field) for one in answer.people if getattr(one, field)}

    async def _instructors(
        self, person_ids: Sequence[UUID], deadline_s: float, field: str = "login"
    ) -> dict[UUID, str]:
        request = DescribeInstructorsRequest(person_ids=[str(each) for each in person_ids])
        stub = self._vendor_registry.stub(RegistryServiceStub)
        answer = await call(stub.DescribeInstructors, request, deadline_s=deadline_s)
        return {UUID(one.person_id): getattr(one, field) for one in answer.instructors if getattr(one, field)}
