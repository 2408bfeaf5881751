"""Planning visits: schools drawn by lot or chosen, the checklist read from the adopted pack (D5, R45)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from inspection.application.ports import UnitOfWorkFactory
from inspection.domain.plan import Draw, Plan, pick_schools, plan_visits
from kernel.actor import Actor
from kernel.ids import new_id


@dataclass(frozen=True, slots=True)
class PlanInspection:
    unit_of_work: UnitOfWorkFactory

    async def __call__(
        self,
        *,
        term: str,
        chosen: Sequence[str],
        draw: Draw | None,
        visits_by: date,
        by: Actor,
        on: date,
        now: datetime,
    ) -> Plan:
        async with self.unit_of_work() as work:
            rules = await work.schools.rules(by.path, term)
            schools = await work.schools.of_district(by.path)
            picked = pick_schools(schools, chosen=chosen, draw=draw)
            plan = plan_visits(
                new_id(),
                district_path=by.path.text,
                term=term,
                rules=rules,
                schools=picked,
                draw=draw,
                visits_by=visits_by,
                on=on,
            )
            await work.inspections.add_plan(plan, by=by.id)
            after = {"term": term, "schools": list(picked), "seed": draw.seed if draw else None}
            work.audit.record(
                by, "inspection.visits_planned", f"plan/{plan.id}", now=now, before={}, after=after, rule=plan.pack
            )
        return plan
