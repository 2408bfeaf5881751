"""What a person holds by other accounts: roles that exclude each other do so over all accounts of one person (A10)."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from staffing.application.ports import UnitOfWork
from staffing.domain.person import DatedAssignment


async def held_beside(
    work: UnitOfWork,
    accounts: Collection[UUID],
    *,
    gained: Sequence[DatedAssignment] = (),
    ended: Collection[DatedAssignment] = (),
) -> Mapping[UUID, Sequence[DatedAssignment]]:
    """The assignments of each account's person under other accounts; who has one account is left out.

    `gained` and `ended` are what else is about to change.
    """
    linked = await work.links.of(accounts)
    standing = await work.assignments.of(set().union(*linked.values()))
    return {
        account: (
            *(held for other in others for held in standing.get(other, ()) if held not in ended),
            *(held for held in gained if held.person_id in others),
        )
        for account, others in linked.items()
    }
