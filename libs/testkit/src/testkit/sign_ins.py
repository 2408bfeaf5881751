"""Sign-in as a service under test asks it."""

from chassis.auth.errors import AssignmentNotHeld
from chassis.auth.sign_ins import SignInEnded
from kernel.actor import Assignment


class KnownSignIns:
    """Sign-ins that stand, except those a test has ended and assignments it has withdrawn."""

    def __init__(self) -> None:
        self.ended: set[str] = set()
        self.withdrawn: set[str] = set()
        self.asked = 0

    async def must_stand(self, token: str, assignment: Assignment) -> None:
        self.asked += 1
        if token in self.ended:
            raise SignInEnded("this sign-in was ended; sign in again")
        if str(assignment) in self.withdrawn:
            raise AssignmentNotHeld("you do not hold this assignment any more")
