"""Actors for tests of the domain."""

from uuid import UUID

from kernel.actor import Actor, Assignment
from kernel.organisation import OrganisationPath


def actor(
    role: str, person: UUID, *, path: str = "/3401/340104/2134010001", linked: frozenset[UUID] = frozenset()
) -> Actor:
    """Somebody signed in who acts in one role."""
    return Actor(person, Assignment(role, OrganisationPath(path)), linked)
