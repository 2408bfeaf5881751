"""Who acts, and in which of their assignments."""

from dataclasses import dataclass
from uuid import UUID

from kernel.errors import Forbidden, Invalid
from kernel.organisation import OrganisationPath

# The most accounts a person may have beside the one in use.
LINKED_MAX = 10


class NotAnAssignment(Invalid):
    code = "kernel.not_an_assignment"


class OutsideOwnOrganisation(Forbidden):
    code = "kernel.outside_own_organisation"


@dataclass(frozen=True, slots=True)
class Assignment:
    """A role at an organisation, written `school-accountant@/3401/340104/2134000001` in tokens and headers."""

    role: str
    path: OrganisationPath

    @classmethod
    def parse(cls, text: str) -> "Assignment":
        role, at, path = text.partition("@")
        if not role or not at:
            raise NotAnAssignment(f"'{text}' is no assignment; write it like role@/path", params={"value": text})
        return cls(role, OrganisationPath(path))

    def __str__(self) -> str:
        return f"{self.role}@{self.path}"


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in person acting in one assignment; `id` is the subject of the token, the same in every service.

    `linked` are the person's other accounts: a teacher who is a parent is one person where two are asked for.
    """

    id: UUID
    assignment: Assignment
    linked: frozenset[UUID] = frozenset()

    @property
    def accounts(self) -> frozenset[UUID]:
        return self.linked | {self.id}

    @property
    def role(self) -> str:
        return self.assignment.role

    @property
    def path(self) -> OrganisationPath:
        return self.assignment.path

    def must_cover(self, path: OrganisationPath) -> None:
        """Raise OutsideOwnOrganisation unless `path` lies at or below the actor's organisation."""
        if not self.path.covers(path):
            raise OutsideOwnOrganisation(f"{self.assignment} does not reach {path}")


def system_actor(service: str) -> Actor:
    """The actor under which a service does its daily jobs and applies events."""
    return Actor(UUID(int=0), Assignment(f"system-{service}", OrganisationPath("/system")))
