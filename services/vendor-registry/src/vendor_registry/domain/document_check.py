"""The automatic check of an application's documents: every shortcoming at once, each with its clause (B6)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from rulebook.answer import Answer
from rulebook.rules import Vendors
from vendor_registry.domain.application import Declarations, Shortcoming
from vendor_registry.domain.course import Course, price_fits_market, subject_word
from vendor_registry.domain.instructor import ClearanceResult, Instructor
from vendor_registry.domain.licence import Licence, LicenceKind, confirmed, not_refused

# B6: the lists of admitted vendors ask for at least 60 % full-time teachers and two years of passed annual checks.
FULL_TIME_PERCENT_MIN = 60
ANNUAL_CHECKS_YEARS = 2


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything on file about one applicant; `removed_on` is its latest removal from a list of this registry.

    What the offices have `reviewed` rests on what they confirmed.
    """

    licences: tuple[Licence, ...]
    instructors: tuple[Instructor, ...]
    courses: tuple[Course, ...]
    declarations: Declarations
    removed_on: date | None
    reviewed: bool = False


def check_documents(dossier: Dossier, rules: Answer[Vendors], *, on: date) -> tuple[Shortcoming, ...]:
    """All shortcomings on that day, gravest first; empty = the documents are in order."""
    pack = f"{rules.explanation.pack_id}@{rules.explanation.pack_version}#{rules.explanation.rule_id}"
    return (
        *_standing(dossier, rules.value, pack, on),
        *_papers(dossier, on),
        *_courses(dossier, rules.value, pack),
        *_people(dossier, on),
    )


def years_before(on: date, years: int) -> date:
    """The same day some years earlier; 29 February becomes 28 February."""
    try:
        return on.replace(year=on.year - years)
    except ValueError:
        return on.replace(year=on.year - years, day=28)


def _standing(dossier: Dossier, rules: Vendors, pack: str, on: date) -> Iterator[Shortcoming]:
    declared = dossier.declarations
    if rules.look_back_years:
        since = years_before(on, rules.look_back_years)
        removals = [day for day in (dossier.removed_on, declared.removed_elsewhere_on) if day is not None]
        if any(day > since for day in removals):
            years = rules.look_back_years
            yield Shortcoming("removed_recently", pack, f"it was removed from a list within the last {years} years")
    if declared.abnormal_operation:
        yield Shortcoming("abnormal_operation", "B6", "it is on the list of abnormal operation or serious breaches")
    failed_on = declared.failed_annual_check_on
    if failed_on is not None and failed_on > years_before(on, ANNUAL_CHECKS_YEARS):
        yield Shortcoming("annual_check_failed", "B6", f"it failed the annual check of {failed_on}")
    if not declared.accepts_fund_supervision:
        yield Shortcoming("fund_supervision_refused", "B6", "it must accept the supervision of its funds")
    if declared.foreign_courses:
        yield Shortcoming("foreign_courses", "B6", "foreign courses and textbooks are not admitted")


def _papers(dossier: Dossier, on: date) -> Iterator[Shortcoming]:
    licences = confirmed(dossier.licences) if dossier.reviewed else not_refused(dossier.licences)
    for kind in (LicenceKind.BUSINESS, LicenceKind.INSURANCE):
        clause = "R41" if kind is LicenceKind.INSURANCE else "B6"
        yield from _paper(f"{kind}", [paper for paper in licences if paper.kind is kind], clause, on)
    for category in sorted({course.category for course in dossier.courses}):
        papers = [paper for paper in licences if paper.category is category]
        yield from _paper(f"sector_{category}", papers, "B6", on)


def _paper(name: str, papers: list[Licence], clause: str, on: date) -> Iterator[Shortcoming]:
    if not papers:
        yield Shortcoming("licence_missing", clause, f"file the {name.replace('_', ' ')} licence", name)
    elif not any(paper.is_valid(on) for paper in papers):
        last_on = max(paper.valid_until for paper in papers)
        detail = f"the {name.replace('_', ' ')} licence is not valid on {on}, its last day is {last_on}"
        yield Shortcoming("licence_expired", clause, detail, name)


def _courses(dossier: Dossier, rules: Vendors, pack: str) -> Iterator[Shortcoming]:
    if not dossier.courses:
        yield Shortcoming("course_missing", "R35", "apply with at least one course and its price")
    for course in dossier.courses:
        subject = f"course/{course.id}"
        if rules.subject_courses_banned and subject_word(course.title) is not None:
            yield Shortcoming("subject_course", "R09", "vendors teach no school subjects", subject)
        if not price_fits_market(course, rules.price_below_market):
            detail = f"{course.price} is not clearly below the market price of {course.market_price}"
            yield Shortcoming("price_not_below_market", pack, detail, subject)


def _people(dossier: Dossier, on: date) -> Iterator[Shortcoming]:
    people = dossier.instructors
    if not people:
        yield Shortcoming("instructor_missing", "R35", "file at least one instructor")
        return
    full_time = sum(person.full_time for person in people)
    if full_time * 100 < FULL_TIME_PERCENT_MIN * len(people):
        detail = f"{full_time} of {len(people)} instructors are full-time, {FULL_TIME_PERCENT_MIN} % are needed"
        yield Shortcoming("full_time_too_few", "B6", detail)
    for person in people:
        yield from _person(person, on)
    if dossier.reviewed and not any(person.is_cleared(on) for person in people):
        yield Shortcoming("clearance_unconfirmed", "R33", "the police office has confirmed nobody's no-crime proof")


def _person(person: Instructor, on: date) -> Iterator[Shortcoming]:
    subject = f"instructor/{person.person_id}"
    clearance = person.clearance
    if clearance is None:
        yield Shortcoming("clearance_missing", "R33", "file the no-crime proof", subject)
    elif clearance.result is not ClearanceResult.CLEAR:
        yield Shortcoming("clearance_found", "R33", "this person may not work with pupils", subject)
    elif not clearance.is_valid(on):
        yield Shortcoming("clearance_expired", "R33", f"the no-crime proof ended on {clearance.last_on}", subject)
    if not person.certificate_number or _is_over(person.certificate_until, on):
        yield Shortcoming("certificate_missing", "B6", "file a certificate that is valid", subject)
    if person.labour_contract_until is None or _is_over(person.labour_contract_until, on):
        yield Shortcoming("labour_contract_missing", "B6", "file a labour contract that is in force", subject)
    if person.health_until is None or _is_over(person.health_until, on):
        yield Shortcoming("health_certificate_missing", "B6", "file a health certificate that is valid", subject)


def _is_over(last_on: date | None, on: date) -> bool:
    return last_on is not None and last_on + timedelta(days=1) <= on
