"""Whose account could not be made as wanted, asked of sign-in."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from chassis.grpc.client import GrpcPeer, call
from contracts.sso.v1.sign_in_pb2 import DescribeRefusalsRequest
from contracts.sso.v1.sign_in_pb2_grpc import SignInServiceStub
from kernel.errors import Refusal

# A list waits for it, but not long: without it everything else is shown.
DEADLINE_S = 0.5


class GrpcAccounts:
    """Accounts of sign-in; nothing is told where it does not answer in time."""

    def __init__(self, sso: GrpcPeer) -> None:
        self._sso = sso

    async def refusals(self, person_ids: Sequence[UUID]) -> Mapping[UUID, str]:
        request = DescribeRefusalsRequest(person_ids=[str(each) for each in person_ids])
        try:
            answer = await call(self._sso.stub(SignInServiceStub).DescribeRefusals, request, deadline_s=DEADLINE_S)
        except Refusal:
            return {}
        return {UUID(one.person_id): one.code for one in answer.refusals}
