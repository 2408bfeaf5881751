"""One term from the adopted rules to the closed month, each step by the person whose job it is."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from kernel.term import Month
from sample_city.city import CITY_CODE, DISTRICT_CODE, TERM_LAST_ON, City, Employee, build
from sample_city.journey import applying, books, charging, gates, oversight, preparation, serving, vendors
from sample_city.journey.outcome import outcome
from sample_city.journey.stage import Progress, Stage, Step, Telephones, TermClock
from sample_city.people import People

# The days before lessons begin, and what happens on each.
DAYS: Mapping[date, tuple[Step, ...]] = {
    date(2026, 2, 24): (
        preparation.import_organisations,
        preparation.import_staff,
        preparation.clear_staff,
        preparation.open_term,
        preparation.import_units,
        vendors.register_vendors,
        preparation.import_rosters,
        preparation.claim_children,
        gates.are_closed,
    ),
    date(2026, 2, 25): (vendors.announce_round, vendors.apply_to_round, preparation.answer_survey),
    date(2026, 2, 27): (vendors.review_jointly, vendors.put_on_display, gates.file_plans),
    date(2026, 3, 3): (gates.decide_plans,),
    date(2026, 3, 4): (vendors.list_vendors, vendors.sign_contracts),
    date(2026, 3, 5): (gates.publish_catalogue, charging.draft_notices, gates.are_closed, charging.publish_notices),
    date(2026, 3, 11): (gates.open_applications, applying.apply),
    date(2026, 3, 13): (applying.review,),
    date(2026, 3, 16): (applying.approve_and_draw, applying.answer_alternatives),
    date(2026, 3, 17): (
        applying.sign_agreements,
        applying.sign_as_vendors,
        applying.keep_agreements,
        charging.import_waivers,
    ),
    date(2026, 3, 18): (serving.form_groups, serving.plan_rota),
    date(2026, 3, 19): (charging.run_bills,),
}
PAYMENT_DAYS = (date(2026, 3, 20), date(2026, 3, 23), date(2026, 3, 24))
MONTHS = (Month(2026, 3), Month(2026, 4), Month(2026, 5), Month(2026, 6))
# School days on which the books of the month before are settled, then closed.
SETTLED_ON = {Month(2026, 3): date(2026, 4, 1), Month(2026, 4): date(2026, 5, 6), Month(2026, 5): date(2026, 6, 1)}
# What else happens on some days, after the afternoon's sessions.
EVENTS: Mapping[date, tuple[Step, ...]] = {
    date(2026, 4, 8): (lambda stage: oversight.inspect(stage, date(2026, 4, 8)), oversight.complain),
    date(2026, 4, 13): (oversight.answer_complaint, oversight.rectify),
    date(2026, 4, 15): (oversight.withdraw_one,),
    date(2026, 4, 20): (oversight.move_one, oversight.recheck),
}
SUBSIDY_ON = date(2026, 6, 1)
END_ON = date(2026, 7, 3)


@dataclass(frozen=True, slots=True)
class Ready:
    """What the term needs of the stack: where people sign in and call, and the hand on the clock."""

    gateway_url: str
    realm_url: str
    password: str
    totp_secret: str
    passwords: Mapping[str, str]
    clock: TermClock
    telephones: Telephones
    # For how long people try again while a part of the stack is down.
    patience_s: float = 0.0


def accounts(city: City) -> dict[str, str]:
    """Everybody who signed up by themselves, by sign-in name: families, and those who register a vendor."""
    families = {pupil.guardian_login: "guardian@/family" for pupil in city.pupils}
    return families | {vendor.login: "vendor-applicant@/vendor-applicant" for vendor in city.vendors}


def run_term(ready: Ready, *, city: City, progress: Progress, folder: Path | None = None) -> dict[str, Any]:
    """Run the whole term and return its figures; raises StepFailed naming the step that was refused."""
    return asyncio.run(_run(ready, city, progress, folder))


def sample_city(*, pupils: int, seed: int) -> City:
    return build(pupils=pupils, seed=seed)


def people_to_try(city: City) -> list[tuple[str, str, str]]:
    """One sign-in name per role: name, role, organisation."""
    first, vendor = city.schools[0], city.vendors[0]
    found = [(one.number.lower(), "、".join(one.posts), first.name) for one in _one_per_post(first.staff)]
    places = {CITY_CODE: city.name, DISTRICT_CODE: city.district_name}
    offices = [
        (one.number.lower(), "、".join(one.posts), places[one.organisation_code])
        for one in _one_per_post(city.officers)
    ]
    families = [
        (first.pupils[1].guardian_login, "家长", first.name),
        (vendor.login, "机构经办", vendor.name),
        (vendors.instructor_login(vendor, 0), "授课教师", vendor.name),
    ]
    return [("system-administrator", "系统管理员（密码另见 kehou up）", city.name), *offices, *found, *families]


def _one_per_post(people: Sequence[Employee]) -> list[Employee]:
    seen: dict[tuple[str, ...], Employee] = {}
    for one in people:
        seen.setdefault(one.posts, one)
    return list(seen.values())


async def _run(ready: Ready, city: City, progress: Progress, folder: Path | None) -> dict[str, Any]:
    people = People(ready.gateway_url, ready.realm_url, ready.password, ready.totp_secret, passwords=ready.passwords)
    people.patience_s = ready.patience_s
    stage = Stage(
        city=city, people=people, clock=ready.clock, telephones=ready.telephones, progress=progress, folder=folder
    )
    stage.known["payment days"] = PAYMENT_DAYS
    try:
        await _before_lessons(stage)
        await _lessons(stage)
        await _after_lessons(stage)
        return await outcome(stage)
    finally:
        await people.close()
        await ready.clock.close()


async def _before_lessons(stage: Stage) -> None:
    total = sum(len(steps) for steps in DAYS.values())
    done = 0
    for day, steps in DAYS.items():
        await stage.clock.advance_to(day)
        for step in steps:
            stage.progress("before lessons begin", done, total)
            await step(stage)
            done += 1
        await stage.clock.settle()
    stage.progress("before lessons begin", total, total)


async def _lessons(stage: Stage) -> None:
    """Every school day from the first payment on: money, sessions, what happens that day, and the month's books."""
    days = await _school_days(stage)
    for done, day in enumerate(days, start=1):
        await stage.clock.advance_to(day)
        for month, settled_on in SETTLED_ON.items():
            if settled_on == day:
                await books.pay_allowances(stage, month)
                await books.settle_vendors(stage, month)
        if day == SUBSIDY_ON:
            await books.claim_subsidies(stage)
        if day in PAYMENT_DAYS:
            await charging.order_payments(stage, day)
        await serving.hold_sessions(stage, day)
        for step in EVENTS.get(day, ()):
            await step(stage)
        if day == serving.FIRST_ON:
            await serving.correct_a_roll(stage, day)
        await stage.clock.settle()
        await books.approve_refunds(stage)
        await books.live_through(stage, day)
        await books.resolve_exceptions(stage)
        for month, settled_on in SETTLED_ON.items():
            if settled_on == day:
                await stage.clock.settle()
                await books.close_month(stage, month)
        stage.progress("the term goes by", done, len(days))


async def _after_lessons(stage: Stage) -> None:
    """The last month is settled, paid and closed."""
    last = MONTHS[-1]
    await stage.clock.advance_to(date(2026, 7, 1))
    await books.pay_allowances(stage, last)
    await books.settle_vendors(stage, last)
    await stage.clock.settle()
    await books.approve_refunds(stage)
    await books.live_through(stage, date(2026, 7, 1))
    await books.resolve_exceptions(stage)
    await stage.clock.settle()
    await books.close_month(stage, last)
    await stage.clock.advance_to(date(2026, 7, 2))
    await books.live_through(stage, date(2026, 7, 2))
    await books.resolve_exceptions(stage)
    await stage.clock.advance_to(END_ON)
    await stage.clock.settle()


async def _school_days(stage: Stage) -> list[date]:
    calendar = await stage.people.ask(
        stage.officer("教育局经办"), "GET", f"{preparation.ENROLMENT}/calendars/{stage.term}"
    )
    days = [date.fromisoformat(one["on"]) for one in calendar["days"] if one["follows"] > 0]
    return [day for day in days if PAYMENT_DAYS[0] <= day <= TERM_LAST_ON]
