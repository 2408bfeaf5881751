"""Whether a sign-in still stands, for services that are about to do what matters."""

from dataclasses import dataclass

from kernel.actor import Assignment
from sso.application.ports import Assignments, IdentityProvider
from sso.domain.account import SELF_REGISTERED


@dataclass(frozen=True, slots=True)
class Standing:
    """What holds at this moment of the person who signed in."""

    signed_in: bool
    holds_assignment: bool


@dataclass(frozen=True)
class CheckSignIn:
    provider: IdentityProvider
    assignments: Assignments

    async def __call__(self, *, access_token: str, assignment: Assignment) -> Standing:
        """Asks the identity provider about the session, and staffing about the assignment.

        Raises Unavailable where one of them does not answer; nothing is remembered from before.
        """
        sign_in = await self.provider.inspect(access_token)
        if sign_in is None:
            return Standing(signed_in=False, holds_assignment=False)
        written = str(assignment)
        # Self-registration and the installation give what staffing knows nothing of.
        held = None if written in SELF_REGISTERED else await self.assignments.is_held(sign_in.person_id, written)
        return Standing(signed_in=True, holds_assignment=written in sign_in.assignments if held is None else held)
