"""A vendor files a course with its price and the price it asks elsewhere."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from kernel import text
from kernel.actor import Actor
from kernel.ids import new_id
from kernel.money import Money
from vendor_registry.application.ports import UnitOfWork
from vendor_registry.domain.course import Category, Consumable, Course, CourseAlreadyFiled, check_course
from vendor_registry.domain.events import CourseFiled
from vendor_registry.domain.vendor import own


@dataclass(frozen=True, slots=True)
class FileCourse:
    begin: UnitOfWork

    async def __call__(
        self,
        *,
        vendor_id: UUID,
        title: str,
        category: Category,
        price: Money,
        market_price: Money,
        consumables: tuple[Consumable, ...],
        lessons: int,
        by: Actor,
        now: datetime,
    ) -> Course:
        """The course on file, one per title; its price is what the offices review."""
        async with self.begin() as transaction:
            vendor = own(await transaction.vendors.get(vendor_id, lock=True), by)
            course = check_course(
                Course(
                    id=new_id(),
                    vendor_id=vendor.id,
                    title=text.given(text.title(title)),
                    category=category,
                    price=price,
                    market_price=market_price,
                    consumables=consumables,
                    lessons=lessons,
                    filed_at=now,
                )
            )
            if not await transaction.vendors.add_course(course):
                raise CourseAlreadyFiled("a course of this vendor has that title already")
            transaction.publish(CourseFiled(course), now=now)
            after = {"price_fen": price.fen, "market_price_fen": market_price.fen, "lessons": lessons}
            subject = f"vendor/{vendor.id}/course/{course.id}"
            transaction.record(by, "vendor_registry.course_filed", subject, now=now, before={}, after=after)
        return course
