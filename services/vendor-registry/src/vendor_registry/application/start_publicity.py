"""The result of the joint review goes on display."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kernel.actor import Actor
from kernel.versions import must_be_shown
from vendor_registry.application.foresee_result import own_round, result_of
from vendor_registry.application.ports import UnitOfWork
from vendor_registry.domain.events import VendorNotListed
from vendor_registry.domain.rules import admitted_product, clause
from vendor_registry.domain.selection_round import SelectionRound, start_publicity


@dataclass(frozen=True, slots=True)
class StartPublicity:
    begin: UnitOfWork

    async def __call__(self, *, round_id: UUID, digest: str, by: Actor, on: date, now: datetime) -> SelectionRound:
        """The round in publicity for the pack's working days; who failed is told so, with the reason, at once.

        Raises ContentChanged where the result is another than the one of which `digest` was shown.
        """
        async with self.begin() as transaction:
            round_ = await own_round(transaction, round_id, by, lock="update")
            rules = await transaction.rules.adopted(round_.district, round_.term)
            _, admission = admitted_product(rules)
            result = await result_of(transaction, round_, on=on, lock=True)
            shown = start_publicity(
                round_,
                on=on,
                working_days=admission.value.publicity_working_days or 0,
                reviews_missing=result.reviews_missing,
                calendar=await transaction.calendar(round_.district),
            )
            must_be_shown(digest, present=result.digest)
            failed = [each.decided for each in result.verdicts if each.reason_code is not None]
            await transaction.hold(VendorNotListed, [each.vendor_id for each in failed])
            await transaction.rounds.save_decisions(failed)
            await transaction.rounds.save(shown)
            for each in failed:
                event = VendorNotListed(each.vendor_id, round_.district, each.reason_code)
                transaction.publish(event, now=now)
            transaction.record(
                by,
                "vendor_registry.publicity_started",
                f"round/{round_id}",
                now=now,
                before={"state": round_.state},
                after={
                    "state": shown.state,
                    "until": str(shown.publicity_until),
                    "provisional": shown.publicity_provisional,
                    "failed": len(failed),
                    "shown": len(result.verdicts) - len(failed),
                    "digest": digest,
                },
                rule=clause(admission.explanation),
            )
        return shown
