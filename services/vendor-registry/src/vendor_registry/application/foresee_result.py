"""What a round comes to as things stand, for whoever is about to carry it out."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kernel.actor import Actor
from vendor_registry.application.check_documents import shortcomings_of
from vendor_registry.application.ports import Transaction, UnitOfWork
from vendor_registry.domain.result import Result, judge, undecided
from vendor_registry.domain.selection_round import RoundUnknown, SelectionRound


@dataclass(frozen=True, slots=True)
class ForeseeResult:
    begin: UnitOfWork

    async def __call__(self, *, round_id: UUID, by: Actor, on: date) -> Result:
        """The result of a round of the officer's own district; its digest goes with the step that carries it out."""
        async with self.begin() as transaction:
            round_ = await own_round(transaction, round_id, by)
            return await result_of(transaction, round_, on=on)


async def own_round(transaction: Transaction, round_id: UUID, officer: Actor, *, lock: str = "") -> SelectionRound:
    """The round, for the district that announced it; anybody else learns nothing."""
    round_ = await transaction.rounds.get(round_id, lock=lock)
    if round_ is None or round_.district != officer.path:
        raise RoundUnknown("no round of your district has this id")
    return round_


async def result_of(transaction: Transaction, round_: SelectionRound, *, on: date, lock: bool = False) -> Result:
    """The result with the documents checked on that day."""
    applications = undecided(await transaction.rounds.applications(round_.id, lock=lock))
    objections = await transaction.rounds.objections(round_.id)
    lacking = await shortcomings_of(transaction, round_, applications, on=on, reviewed=True)
    return judge(round_, applications, objections, lacking)
