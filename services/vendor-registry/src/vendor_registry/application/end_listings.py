"""Taking vendors off the list, with everything that hangs on it."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from kernel.actor import Actor
from vendor_registry.application.ports import Transaction
from vendor_registry.domain.contract import ContractState, end
from vendor_registry.domain.events import ContractEnded, VendorDelisted
from vendor_registry.domain.listing import Listing, Reason, delist


async def end_listings(
    transaction: Transaction,
    lapsed: Sequence[tuple[Listing, Reason]],
    *,
    by: Actor,
    on: date,
    now: datetime,
    rule: Mapping[Reason, str] | None = None,
) -> None:
    """Delist each vendor from `on` for its reason, end its contracts in that district, and say so."""
    reasons = {(listing.vendor_id, listing.district): reason for listing, reason in lapsed}
    contracts = [
        (contract, end(contract, on=on, reason=reasons[contract.vendor_id, contract.district]))
        for contract in await transaction.contracts.not_over(list(reasons))
    ]
    await transaction.hold(ContractEnded, [contract.id for contract, _ in contracts])
    await transaction.hold(VendorDelisted, [listing.vendor_id for listing, _ in lapsed])
    await transaction.listings.save([delist(listing, reason, on=on) for listing, reason in lapsed])
    await transaction.contracts.save([over for _, over in contracts])
    for listing, reason in lapsed:
        transaction.publish(VendorDelisted(listing.vendor_id, listing.district, on, reason), now=now)
        transaction.record(
            by,
            "vendor_registry.vendor_delisted",
            f"listing/{listing.id}",
            now=now,
            before={"listed_until": str(listing.listed_until)},
            after={"delisted_on": str(on), "reason": reason},
            rule=(rule or {}).get(reason),
        )
    for contract, over in contracts:
        transaction.record(
            by,
            "vendor_registry.contract_ended",
            f"contract/{contract.id}",
            now=now,
            before={"state": contract.state},
            after={"state": over.state, "ended_on": str(on), "reason": over.ended_reason},
        )
        # What was never in force was never announced either.
        if contract.state is ContractState.SIGNED:
            event = ContractEnded(contract.id, contract.vendor_id, contract.school, on, over.ended_reason)
            transaction.publish(event, now=now)
