"""The result of the joint review goes on display."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from kernel.actor import Actor
from vendor_registry.application.check_documents import shortcomings_of
from vendor_registry.application.ports import UnitOfWork
from vendor_registry.domain.application import decide, why_not
from vendor_registry.domain.events import VendorNotListed
from vendor_registry.domain.rules import admitted_product, clause
from vendor_registry.domain.selection_round import RoundUnknown, SelectionRound, start_publicity


@dataclass(frozen=True, slots=True)
class StartPublicity:
    begin: UnitOfWork

    async def __call__(self, *, round_id: UUID, by: Actor, on: date, now: datetime) -> SelectionRound:
        """The round in publicity for the pack's working days; who failed is told so, with the reason, at once."""
        async with self.begin() as transaction:
            round_ = await transaction.rounds.get(round_id, lock="update")
            if round_ is None or round_.district != by.path:
                raise RoundUnknown("no round of your district has this id")
            rules = await transaction.rules.adopted(round_.district, round_.term)
            _, admission = admitted_product(rules)
            applications = await transaction.rounds.applications(round_id)
            shown = start_publicity(
                round_,
                on=on,
                working_days=admission.value.publicity_working_days or 0,
                reviews_missing=sum(each.missing_reviews(round_.offices) for each in applications),
                calendar=await transaction.calendar(round_.district),
            )
            lacking = await shortcomings_of(transaction, round_, applications, on=on, reviewed=True)
            reasons = {
                each.id: why_not(each, objection_upheld=False, shortcomings=lacking[each.id]) for each in applications
            }
            failed = [decide(each, reasons[each.id]) for each in applications if reasons[each.id] is not None]
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
                    "shown": len(applications) - len(failed),
                },
                rule=clause(admission.explanation),
            )
        return shown
