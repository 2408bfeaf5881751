"""A family's application: ranked wishes and days, reviewed by the class, approved by the school (P4, P5, R02)."""

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from enrolment.domain.consent import ConsentState, must_allow
from enrolment.domain.gate import ApplicationsNotOpen, OfferingOutsideNotice
from enrolment.domain.offering import Offering, OfferingState, OfferingUnknown
from kernel.errors import Conflict, Invalid, NotFound, PreconditionFailed
from kernel.text import line
from rulebook.words import Nature

WISHES_MAX = 8
COURSES_MAX = 3


class ApplicationState(StrEnum):
    SUBMITTED = "submitted"
    RETURNED = "returned"
    REVIEWED = "reviewed"
    APPROVED = "approved"
    DECIDED = "decided"


class Verdict(StrEnum):
    APPROVE = "approve"
    RETURN = "return"
    ALTERNATIVE = "alternative"


class ApplicationUnknown(NotFound):
    code = "enrolment.application_unknown"


class ChildNotOwn(NotFound):
    code = "enrolment.child_unknown"


class AlreadyApplied(Conflict):
    code = "enrolment.already_applied"


class WishesMalformed(Invalid):
    code = "enrolment.wishes_malformed"


class OfferingNotForGrade(Conflict):
    code = "enrolment.offering_not_for_grade"


class NotInThisState(Conflict):
    code = "enrolment.not_in_this_state"


class ReasonMissing(Invalid):
    code = "enrolment.reason_missing"


class ApplicationsChanged(PreconditionFailed):
    """Other applications wait than those that were shown, or one of them has changed."""

    code = "enrolment.applications_changed"


@dataclass(frozen=True, slots=True)
class Applying:
    """What one family asks for; `wishes` are offerings in order of preference, care among them unranked."""

    pupil_id: UUID
    guardian_id: UUID
    term: str
    wishes: tuple[UUID, ...]
    weekdays: tuple[int, ...]
    courses_wanted: int = 1


@dataclass(frozen=True, slots=True)
class Applicant:
    """The child as the rules need it: where it goes to school and what its guardian decided."""

    pupil_id: UUID
    school_path: str
    class_id: UUID
    grade: int
    consent: ConsentState
    opened: bool
    open_until_passed: bool
    application_id: UUID | None
    application_state: ApplicationState | None
    # Who sent the application that is there.
    applied_by: UUID | None = None


def check_applying(
    applying: Applying, applicant: Applicant, offerings: Mapping[UUID, Offering], *, unannounced: Collection[UUID] = ()
) -> tuple[tuple[Offering, ...], tuple[Offering, ...]]:
    """Return the wished (care, courses) in order, or raise why the family cannot apply like this.

    `unannounced` are the offerings whose price should be in a notice in force and is not.
    """
    if not applicant.opened or applicant.open_until_passed:
        raise ApplicationsNotOpen("the school has not opened applications for this term, or has closed them")
    if applicant.application_state not in (None, ApplicationState.RETURNED):
        raise AlreadyApplied("this child's application is being dealt with already")
    if not 1 <= len(applying.wishes) <= WISHES_MAX or len(set(applying.wishes)) != len(applying.wishes):
        raise WishesMalformed(f"name 1 to {WISHES_MAX} different offerings", params={"wishes_max": WISHES_MAX})
    if not applying.weekdays or any(not 1 <= day <= 7 for day in applying.weekdays):
        raise WishesMalformed("name the days of the week, 1 for Monday", params={"wishes_max": WISHES_MAX})
    if not 1 <= applying.courses_wanted <= COURSES_MAX:
        raise WishesMalformed(f"at most {COURSES_MAX} courses at once", params={"wishes_max": COURSES_MAX})
    wished = tuple(_wished(wish, applying, applicant, offerings) for wish in applying.wishes)
    for one in wished:
        if one.id in unannounced:
            raise OfferingOutsideNotice(
                f"no price notice in force names the price of {one.title}", params={"title": one.title}
            )
    care = tuple(one for one in wished if one.nature == Nature.CARE.value)
    courses = tuple(one for one in wished if one.nature != Nature.CARE.value)
    must_allow(applicant.consent, needed_beyond_care=bool(courses))
    return care, courses


def _wished(wish: UUID, applying: Applying, applicant: Applicant, offerings: Mapping[UUID, Offering]) -> Offering:
    offering = offerings.get(wish)
    if (
        offering is None
        or offering.state is not OfferingState.PUBLISHED
        or offering.term != applying.term
        or offering.school_path.text != applicant.school_path
    ):
        raise OfferingUnknown("this school offers nothing by that id in this term")
    if not offering.open_to(applicant.grade):
        raise OfferingNotForGrade(f"{offering.title} is for other grades", params={"title": offering.title})
    return offering


def review(state: ApplicationState, *, verdict: Verdict, reason: str, suggestion: UUID | None) -> ApplicationState:
    """Return the state after the class teacher's verdict (T1): a return and an alternative say why or what."""
    if state is not ApplicationState.SUBMITTED:
        raise NotInThisState(f"the application is {state} already", params={"state": state.value})
    if verdict is Verdict.RETURN and not line(reason):
        raise ReasonMissing("say what the family should change")
    if verdict is Verdict.ALTERNATIVE and suggestion is None:
        raise ReasonMissing("name the offering you suggest instead")
    return ApplicationState.RETURNED if verdict is not Verdict.APPROVE else ApplicationState.REVIEWED


def approve(states: Sequence[ApplicationState]) -> None:
    """Raise NotInThisState unless each was reviewed by the class first (R02: no step is skipped)."""
    for state in states:
        if state is not ApplicationState.REVIEWED:
            raise NotInThisState(f"the class has not approved it, it is {state}", params={"state": state.value})


def digest_of(applications: Iterable[tuple[UUID, int]]) -> str:
    """SHA-256 over ids and versions, in the order of the ids: what one who approves many has been shown."""
    ordered = sorted(applications, key=lambda one: one[0].bytes)
    return hashlib.sha256(b"".join(one.bytes + version.to_bytes(4) for one, version in ordered)).hexdigest()


def must_show(applications: Iterable[tuple[UUID, int]], digest: str) -> None:
    """Raise ApplicationsChanged where the digest is not that of these applications."""
    if digest_of(applications) != digest:
        raise ApplicationsChanged("these are not the applications you were shown; look at what waits now")
