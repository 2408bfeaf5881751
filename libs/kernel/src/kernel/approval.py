"""Two-person rules: who prepared may not review, who reviewed may not approve (DOMAIN C3.4)."""

from uuid import UUID

from kernel.errors import Forbidden


class SamePersonTwice(Forbidden):
    code = "kernel.same_person_twice"


def must_be_another(person: UUID, *, earlier: tuple[UUID, ...], step: str) -> None:
    """Raise SamePersonTwice where `person` already took one of the `earlier` steps."""
    if person in earlier:
        raise SamePersonTwice(f"{step} must be done by somebody else", params={"step": step})
