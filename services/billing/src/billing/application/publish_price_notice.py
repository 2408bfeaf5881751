"""Making a price notice public; charging starts when its publicity is over (R24)."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from billing.application.ports import UnitOfWork, Versioned
from billing.domain.event import PriceNoticePublished
from billing.domain.price_notice import check_items, in_force_on
from kernel.actor import Actor
from kernel.duties import Case, Function, acts, check
from kernel.errors import Conflict
from kernel.official_calendar import Deadline
from kernel.versions import must_be_shown


class PriceNoticeAlreadyPublished(Conflict):
    code = "billing.price_notice_already_published"


@dataclass(frozen=True, slots=True)
class PublishPriceNotice:
    unit_of_work: UnitOfWork

    async def __call__(
        self, *, notice_id: UUID, digest: str, by: Actor, now: datetime, on: date, version: int
    ) -> Deadline:
        """Return the first day of charging; must be done by somebody else than who drafted it.

        Raises ContentChanged where `digest` is that of other prices than the notice names.
        """
        async with self.unit_of_work() as work:
            notice = await work.notices.locked(notice_id, scope=by.path.text)
            await work.versions.must_be(Versioned.PRICE_NOTICE, notice_id, version)
            if notice.state != "draft":
                raise PriceNoticeAlreadyPublished("this price notice is public already")
            must_be_shown(digest, present=notice.digest)
            earlier = acts(Function.PREPARE, notice.prepared_by)
            check(Case.PRICE_NOTICE, earlier, actor=by, function=Function.APPROVE)
            rules = await work.copies.rules(notice.school_path, notice.term)
            contracts = await work.copies.contract_prices(notice.school_path, notice.term)
            check_items(rules, notice.items, contracts, basis=notice.basis)
            starts = in_force_on(rules, on, await work.calendar(notice.school_path))
            await work.hold(PriceNoticePublished, [PriceNoticePublished.key_of(notice.school_path, notice.term)])
            await work.notices.publish(notice_id, by=by.id, on=on, in_force=starts)
            work.publish(
                PriceNoticePublished(notice_id, notice.school_path, notice.term, on, starts.on, notice.items), now=now
            )
            work.record(
                "billing.price_notice_published",
                f"price-notice/{notice_id}",
                actor=by,
                now=now,
                before={"state": "draft"},
                after={
                    "state": "published",
                    "in_force_on": str(starts.on),
                    "provisional": starts.provisional,
                    "digest": digest,
                },
                rule=f"{rules.id}@{rules.version}#R24",
            )
        return starts
