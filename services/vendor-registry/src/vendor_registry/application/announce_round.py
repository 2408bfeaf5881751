"""A district announces a selection."""

from dataclasses import dataclass
from datetime import date, datetime

from kernel import text
from kernel.actor import Actor
from kernel.ids import new_id
from kernel.term import TermCode
from vendor_registry.application.ports import UnitOfWork
from vendor_registry.domain.rules import admitted_product, clause
from vendor_registry.domain.selection_round import (
    Office,
    RoundAlreadyAnnounced,
    RoundState,
    SelectionRound,
    announce,
)


@dataclass(frozen=True, slots=True)
class AnnounceRound:
    begin: UnitOfWork

    async def __call__(
        self,
        *,
        term: str,
        title: str,
        offices: tuple[Office, ...],
        applications_from: date,
        applications_until: date,
        listing_until: date,
        by: Actor,
        on: date,
        now: datetime,
    ) -> SelectionRound:
        """The round of the officer's own district; raise VendorsNotAllowed where its pack keeps vendors out (R34)."""
        async with self.begin() as transaction:
            rules = await transaction.rules.adopted(by.path, str(TermCode.parse(term)))
            product, admission = admitted_product(rules)
            round_ = announce(
                SelectionRound(
                    id=new_id(),
                    district=by.path,
                    term=term,
                    title=text.given(text.title(title)),
                    product=product,
                    offices=tuple(dict.fromkeys(offices)),
                    announced_on=on,
                    applications_from=applications_from,
                    applications_until=applications_until,
                    listing_until=listing_until,
                    state=RoundState.ANNOUNCED,
                    publicity_from=None,
                    publicity_until=None,
                    listed_on=None,
                    pack=f"{rules.id}@{rules.version}",
                )
            )
            if not await transaction.rounds.add(round_):
                raise RoundAlreadyAnnounced("a round of this district and term has that title already")
            transaction.record(
                by,
                "vendor_registry.round_announced",
                f"round/{round_.id}",
                now=now,
                before={},
                after={"term": term, "offices": sorted(round_.offices)},
                rule=clause(admission.explanation),
            )
        return round_
