"""A family counts as asking for money it receives, so its guardians take no other step, whatever their role."""

from uuid import UUID

from billing.application.ports import Work
from kernel.duties import Act, Function, acts


async def asked_by_family(work: Work, pupil_id: UUID | None) -> tuple[Act, ...]:
    """The step of every guardian of the pupil; nobody's where the money is of no pupil."""
    return () if pupil_id is None else acts(Function.ASK, *await work.copies.guardians(pupil_id))
