"""A plan of inspection: which schools are visited until when, and what is looked at."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kernel.errors import Invalid
from rulebook.adoption import AdoptedPack

SCHOOLS_MAX = 200


class NoSchoolsToVisit(Invalid):
    code = "inspection.no_schools_to_visit"


class ChosenAndDrawn(Invalid):
    code = "inspection.chosen_and_drawn"


class TooManySchools(Invalid):
    code = "inspection.too_many_schools"


class SchoolNotInDistrict(Invalid):
    code = "inspection.school_not_in_district"


class VisitsEndInThePast(Invalid):
    code = "inspection.visits_end_in_the_past"


@dataclass(frozen=True, slots=True)
class CheckItem:
    """One duty of the adopted pack, as it is looked at during a visit."""

    code: str
    zh: str
    en: str
    rule: str


@dataclass(frozen=True, slots=True)
class Draw:
    """Schools are drawn by lot: the same seed over the same schools gives the same draw."""

    seed: str
    count: int


@dataclass(frozen=True, slots=True)
class Plan:
    id: UUID
    district_path: str
    term: str
    visits_by: date
    schools: tuple[str, ...]
    checklist: tuple[CheckItem, ...]
    draw: Draw | None
    pack: str


def checklist_of(rules: AdoptedPack) -> tuple[CheckItem, ...]:
    """Return what the pack asks schools to keep and to do, in the pack's order (D5)."""
    return tuple(
        CheckItem(
            duty.value.code,
            duty.explanation.zh,
            duty.explanation.en,
            f"{rules.id}@{rules.version}#{duty.explanation.rule_id}",
        )
        for duty in rules.duties()
    )


def pick_schools(schools: Collection[str], *, chosen: Sequence[str], draw: Draw | None) -> tuple[str, ...]:
    """Return the paths of the schools that are chosen, or of those that are drawn by lot; never of both."""
    if draw is None:
        return choose_schools(schools, chosen)
    if chosen:
        raise ChosenAndDrawn("choose schools, or let some be drawn: one of the two")
    return draw_schools(schools, draw)


def draw_schools(schools: Collection[str], draw: Draw) -> tuple[str, ...]:
    """Return `draw.count` of the school paths, chosen by hash of seed and path; in path order."""
    if draw.count > len(schools):
        raise TooManySchools(
            f"the district has {len(schools)} schools, {draw.count} cannot be drawn", params={"schools": len(schools)}
        )
    ordered = sorted(schools, key=lambda path: hashlib.sha256(f"{draw.seed}\n{path}".encode()).digest())
    return tuple(sorted(ordered[: draw.count]))


def choose_schools(schools: Collection[str], chosen: Sequence[str]) -> tuple[str, ...]:
    """Return the paths of the chosen school codes, each once; they must all be of the district."""
    by_code = {path.rsplit("/", 1)[1]: path for path in schools}
    strangers = [code for code in chosen if code not in by_code]
    if strangers:
        raise SchoolNotInDistrict(
            f"{strangers[0]} is no school of your district; choose from the list of schools",
            params={"code": strangers[0]},
        )
    return tuple(sorted({by_code[code] for code in chosen}))


def plan_visits(
    id: UUID,
    *,
    district_path: str,
    term: str,
    rules: AdoptedPack,
    schools: tuple[str, ...],
    draw: Draw | None,
    visits_by: date,
    on: date,
) -> Plan:
    """Return the plan, with the checklist of the pack adopted for the term."""
    if not schools:
        raise NoSchoolsToVisit("choose at least one school, or let some be drawn")
    if len(schools) > SCHOOLS_MAX:
        raise TooManySchools(f"plan at most {SCHOOLS_MAX} visits at once", params={"schools": SCHOOLS_MAX})
    if visits_by < on:
        raise VisitsEndInThePast(f"{visits_by} is over; choose a day from {on} on")
    pack = f"{rules.id}@{rules.version}"
    return Plan(id, district_path, term, visits_by, schools, checklist_of(rules), draw, pack)
