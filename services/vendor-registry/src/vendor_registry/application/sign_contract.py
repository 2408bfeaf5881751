"""A contract is signed: by the principal, then by the vendor, and only while the vendor is listed."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kernel.actor import Actor
from vendor_registry.application.ports import Transaction, UnitOfWork
from vendor_registry.domain.contract import (
    Contract,
    ContractState,
    ContractUnknown,
    sign_for_school,
    sign_for_vendor,
)
from vendor_registry.domain.events import ContractSigned
from vendor_registry.domain.listing import must_be_listed


@dataclass(frozen=True, slots=True)
class SignContract:
    begin: UnitOfWork

    async def __call__(self, *, contract_id: UUID, digest: str, by: Actor, on: date, now: datetime) -> Contract:
        """The contract with one more signature; raise NotListed where the vendor left the list meanwhile."""
        async with self.begin() as transaction:
            seen = await party_to(transaction, contract_id, by)
            # The list is locked before the contract, in the order in which delisting takes them.
            standing = await transaction.listings.standing(seen.vendor_id, seen.district, on=on, lock="share")
            must_be_listed(standing, on=on)
            contract = await transaction.contracts.get(contract_id, lock=True) or seen
            sign = sign_for_school if by.role == "principal" else sign_for_vendor
            signed = sign(contract, digest=digest, by=by, now=now)
            await transaction.hold(ContractSigned, [contract_id])
            await transaction.contracts.save([signed])
            if signed.state is ContractState.SIGNED:
                transaction.publish(ContractSigned(signed), now=now)
            transaction.record(
                by,
                "vendor_registry.contract_signed",
                f"contract/{contract_id}",
                now=now,
                before={"state": contract.state},
                after={"state": signed.state, "digest": digest},
                rule=signed.pack,
            )
        return signed


async def party_to(transaction: Transaction, contract_id: UUID, actor: Actor) -> Contract:
    """The contract, for its school and its vendor; anybody else learns nothing."""
    contract = await transaction.contracts.get(contract_id)
    if contract is None or actor.path.text not in (contract.school.text, f"/vendor/{contract.uscc}"):
        raise ContractUnknown("no contract of yours has this id")
    return contract
