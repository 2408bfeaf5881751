"""One chunk of a bill run: each distinct basket is priced once, then applied to all its pupils in SQL."""

from dataclasses import dataclass
from uuid import UUID

from billing.application.ports import Work
from billing.application.records import Basket, Draft
from billing.domain.basket import PricedBasket, PriceList, charging_period_key, price_basket
from kernel.term import Month
from rulebook.adoption import AdoptedPack
from rulebook.words import Case, Stage

PUBLISH_QUEUE = "billing.publish_bills"
_PRIMARY_GRADES = 6


@dataclass(frozen=True, slots=True)
class PriceBills:
    """Runs inside the work item's transaction; a chunk that was interrupted begins again from nothing."""

    async def __call__(self, work: Work, *, run_id: UUID, number: int) -> int:
        """Return the number of draft bills; they stay invisible until the run is published."""
        run = await work.bill_runs.running(run_id, state="drafting")
        if run is None:
            return 0
        chunk = await work.bill_runs.chunk(run_id, number)
        rules = await work.copies.rules(chunk.schools[0], run.term)
        month = str(Month.of(run.billed_on))
        periods = {
            product.code: charging_period_key(rules, product.code, term=run.term, month=month)
            for product in rules.products
        }
        notices = await work.notices.in_force(chunk.schools, run.term, run.billed_on)
        baskets = await work.drafts.claim_baskets(chunk, term=run.term, periods=periods, on=run.billed_on)
        drafts = tuple(Draft(basket=basket, priced=_price(rules, basket, notices)) for basket in baskets)
        once = {code: rules.charging_period(code).explanation for code in periods}
        bills = await work.drafts.write_drafts(chunk, run=run, drafts=drafts, collected_once=once)
        if await work.bill_runs.finish_chunk(run_id) == 0:
            await work.enqueue(PUBLISH_QUEUE, {"run_id": str(run_id)})
        return bills


def _price(rules: AdoptedPack, basket: Basket, notices: dict[str, PriceList]) -> PricedBasket:
    stage = Stage.JUNIOR if basket.stage == "junior" or basket.grade > _PRIMARY_GRADES else Stage.PRIMARY
    case = Case(stage=stage, grade=basket.grade)
    return price_basket(rules, basket.services, basket.classes, notices[basket.school_path], case)
