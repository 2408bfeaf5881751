"""Whether a sign-in still stands: asked of sign-in itself before what matters."""

from typing import Protocol

from chassis.auth.errors import AssignmentNotHeld, Unauthenticated
from chassis.grpc.client import GrpcPeer, call
from contracts.sso.v1.sign_in_pb2 import CheckSignInRequest
from contracts.sso.v1.sign_in_pb2_grpc import SignInServiceStub
from kernel.actor import Assignment

# Sign-in asks the identity provider and staffing in turn.
DEADLINE_S = 3.0


class SignInEnded(Unauthenticated):
    """The session was ended, or the account closed, while its access token lived on."""

    code = "chassis.sign_in_ended"


class SignIns(Protocol):
    """Raises SignInEnded, AssignmentNotHeld, and Unavailable where nobody can tell: what matters then waits."""

    async def must_stand(self, token: str, assignment: Assignment) -> None: ...


class PeerSignIns:
    """Asks sign-in each time and remembers nothing."""

    def __init__(self, peer: GrpcPeer) -> None:
        self._peer = peer

    async def must_stand(self, token: str, assignment: Assignment) -> None:
        request = CheckSignInRequest(access_token=token, assignment=str(assignment))
        answer = await call(self._peer.stub(SignInServiceStub).CheckSignIn, request, deadline_s=DEADLINE_S)
        if not answer.signed_in:
            raise SignInEnded("this sign-in was ended; sign in again")
        if not answer.holds_assignment:
            raise AssignmentNotHeld("you do not hold this assignment any more")

    async def close(self) -> None:
        await self._peer.close()
