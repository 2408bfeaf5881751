"""Price notices whose publicity was counted over days that nobody had announced yet."""

from datetime import date, datetime

from billing.application.ports import Work
from billing.domain.event import PriceNoticePublished
from billing.domain.price_notice import in_force_on


async def count_publicity_again(work: Work, *, within: str, on: date, now: datetime) -> None:
    """Count by the notice of holidays that came; what is in force stays so, a notice that moves is told again."""
    notices = await work.notices.provisional(within_path=within, after=on)
    await work.hold(PriceNoticePublished, [PriceNoticePublished.key_of(one.school_path, one.term) for one in notices])
    for notice in notices:
        rules = await work.copies.rules(notice.school_path, notice.term)
        counted = in_force_on(rules, notice.published_on, await work.calendar(notice.school_path))
        items = await work.notices.count_again(notice.id, counted)
        if counted.on != notice.in_force_on:
            told = PriceNoticePublished(
                notice.id, notice.school_path, notice.term, notice.published_on, counted.on, items
            )
            work.publish(told, now=now)
