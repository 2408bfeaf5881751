"""A school takes back a contract that is not in force yet."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kernel.actor import Actor
from vendor_registry.application.ports import UnitOfWork
from vendor_registry.application.sign_contract import party_to
from vendor_registry.domain.contract import Contract, cancel


@dataclass(frozen=True, slots=True)
class CancelContract:
    begin: UnitOfWork

    async def __call__(self, *, contract_id: UUID, by: Actor, on: date, now: datetime) -> Contract:
        """The contract taken back; its courses can be contracted again."""
        async with self.begin() as transaction:
            seen = await party_to(transaction, contract_id, by)
            contract = await transaction.contracts.get(contract_id, lock=True) or seen
            cancelled = cancel(contract, on=on)
            await transaction.contracts.save([cancelled])
            transaction.record(
                by,
                "vendor_registry.contract_cancelled",
                f"contract/{contract_id}",
                now=now,
                before={"state": contract.state},
                after={"state": cancelled.state},
            )
        return cancelled
