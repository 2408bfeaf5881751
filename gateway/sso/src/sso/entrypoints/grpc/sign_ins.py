"""Answers other services' questions about sign-ins and accounts."""

from dataclasses import dataclass
from uuid import UUID

from chassis.grpc.server import Context
from contracts.sso.v1 import sign_in_pb2 as v1
from contracts.sso.v1 import sign_in_pb2_grpc
from kernel.actor import Assignment
from kernel.errors import Invalid
from sso.application.check_sign_in import CheckSignIn
from sso.application.ports import AccountQueue

IDS_MAX = 1_000


class TooManyPeople(Invalid):
    code = "sso.too_many_people"


@dataclass(frozen=True, slots=True)
class SignInServicer(sign_in_pb2_grpc.SignInServiceServicer):
    check_sign_in: CheckSignIn
    accounts: AccountQueue

    async def CheckSignIn(  # noqa: N802 - the name is the contract's
        self, request: v1.CheckSignInRequest, context: Context
    ) -> v1.CheckSignInResponse:
        standing = await self.check_sign_in(
            access_token=request.access_token, assignment=Assignment.parse(request.assignment)
        )
        return v1.CheckSignInResponse(signed_in=standing.signed_in, holds_assignment=standing.holds_assignment)

    async def DescribeRefusals(  # noqa: N802 - the name is the contract's
        self, request: v1.DescribeRefusalsRequest, context: Context
    ) -> v1.DescribeRefusalsResponse:
        if len(request.person_ids) > IDS_MAX:
            raise TooManyPeople(f"ask for at most {IDS_MAX} people at once", params={"max": IDS_MAX})
        refusals = await self.accounts.refusals([UUID(each) for each in request.person_ids])
        return v1.DescribeRefusalsResponse(
            refusals=[v1.AccountRefusal(person_id=str(person), code=code) for person, code in refusals.items()]
        )
