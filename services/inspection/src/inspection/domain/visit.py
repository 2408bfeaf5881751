"""A visit to a school, and what was seen on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from inspection.domain.plan import Plan
from kernel.errors import Conflict, Invalid


class VisitNotInPlan(Invalid):
    code = "inspection.visit_not_in_plan"


class VisitInTheFuture(Invalid):
    code = "inspection.visit_in_the_future"


class CheckItemUnknown(Invalid):
    code = "inspection.check_item_unknown"


class CheckItemTwice(Invalid):
    code = "inspection.check_item_twice"


class CheckItemsMissing(Invalid):
    code = "inspection.check_items_missing"


class AlreadyVisited(Conflict):
    code = "inspection.already_visited"


class Seen(StrEnum):
    MET = "met"
    NOT_MET = "not_met"
    NOT_SEEN = "not_seen"


@dataclass(frozen=True, slots=True)
class Checked:
    code: str
    seen: Seen


@dataclass(frozen=True, slots=True)
class Visit:
    id: UUID
    plan_id: UUID
    school_path: str
    district_path: str
    term: str
    visited_on: date
    inspector_id: UUID
    checked: tuple[Checked, ...]


def record_visit(
    id: UUID, plan: Plan, *, school_path: str, visited_on: date, checked: Sequence[Checked], by: UUID, on: date
) -> Visit:
    """Return the visit; every item of the plan's checklist has been answered, each once."""
    if school_path not in plan.schools:
        raise VisitNotInPlan("the plan does not visit this school; choose one of the plan's schools")
    if visited_on > on:
        raise VisitInTheFuture(f"{visited_on} is still to come; enter the visit once it took place")
    known = {item.code for item in plan.checklist}
    given = [one.code for one in checked]
    strangers = [code for code in given if code not in known]
    if strangers:
        raise CheckItemUnknown(f"the checklist has no item '{strangers[0]}'", params={"item": strangers[0]})
    if len(set(given)) < len(given):
        raise CheckItemTwice("an item of the checklist is answered twice; answer each once")
    missing = sorted(known.difference(given))
    if missing:
        raise CheckItemsMissing(
            f"{len(missing)} items are not answered, the first is '{missing[0]}'; not_seen is an answer too",
            params={"missing": len(missing), "item": missing[0]},
        )
    return Visit(id, plan.id, school_path, plan.district_path, plan.term, visited_on, by, tuple(checked))
