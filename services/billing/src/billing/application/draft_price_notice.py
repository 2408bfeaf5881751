"""Writing down what a school will charge, held against pack and contracts before anybody sees it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from billing.application.ports import UnitOfWork
from billing.domain.price_notice import PriceItem, check_items
from kernel.actor import Actor
from kernel.ids import new_id
from kernel.organisation import OrganisationPath


@dataclass(frozen=True, slots=True)
class DraftPriceNotice:
    unit_of_work: UnitOfWork

    async def __call__(
        self, *, school_path: str, term: str, basis: str, items: tuple[PriceItem, ...], by: Actor, now: datetime
    ) -> UUID:
        """Return the draft's id; raises PriceNotAllowed with a fault per item."""
        by.must_cover(OrganisationPath(school_path))
        async with self.unit_of_work() as work:
            rules = await work.copies.rules(school_path, term)
            contracts = await work.copies.contract_prices(school_path, term)
            check_items(rules, items, contracts, basis=basis)
            notice_id = new_id()
            await work.notices.add_draft(
                notice_id=notice_id,
                school_path=school_path,
                term=term,
                basis=basis,
                items=items,
                prepared_by=by.id,
                now=now,
                pack_id=rules.id,
                pack_version=rules.version,
            )
            work.record(
                "billing.price_notice_drafted",
                f"price-notice/{notice_id}",
                actor=by,
                now=now,
                before={},
                after={"items": len(items), "term": term},
                rule=f"{rules.id}@{rules.version}",
            )
        return notice_id
