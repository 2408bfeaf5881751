"""A pupil's seat in an offering, from the first hold to its end."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from enrolment.domain.application import ApplicationState, NotInThisState
from kernel.errors import Conflict, NotFound


class PlacementState(StrEnum):
    HELD = "held"
    ALTERNATIVE = "alternative"
    WAITLISTED = "waitlisted"
    PLACED = "placed"
    AGREED = "agreed"
    ENDED = "ended"


# C5.9: the capacity counts held and taken.
HOLDING = (PlacementState.HELD, PlacementState.ALTERNATIVE)
TAKING = (PlacementState.PLACED, PlacementState.AGREED)


# An offer expires (P8). No pack says when: applications have closed by the time seats are drawn, and agreements have no
# date of their own. A family has a week, and no offer outlives its term.
ANSWER_DAYS = 7


class EndReason(StrEnum):
    WITHDRAWN = "withdrawn"
    MOVED = "moved"
    VENDOR_OUT = "vendor_out"
    DECLINED = "declined"
    EXPIRED = "expired"


class PlacementUnknown(NotFound):
    code = "enrolment.placement_unknown"


class PlacementNotAnAlternative(Conflict):
    code = "enrolment.placement_not_an_alternative"


class PlacementDoesNotFit(Conflict):
    code = "enrolment.placement_does_not_fit"


class AlternativeExpired(Conflict):
    code = "enrolment.alternative_expired"


class PlacementAlreadyEnded(Conflict):
    code = "enrolment.placement_already_ended"


class NothingToDraw(Conflict):
    code = "enrolment.nothing_to_draw"


@dataclass(frozen=True, slots=True)
class Placement:
    id: UUID
    application_id: UUID
    pupil_id: UUID
    offering_id: UUID
    school_path: str
    term: str
    state: PlacementState
    agreement_id: UUID | None = None
    answer_by: date | None = None


def answer_by(offered_on: date) -> date:
    """The last day on which the family can answer what it was offered on that day."""
    return offered_on + timedelta(days=ANSWER_DAYS)


def answer_alternative(
    placement: Placement, *, accepted: bool, application: ApplicationState | None, on: date
) -> PlacementState:
    """Return the state after the family answered: an alternative is taken, or its seat given back.

    Nobody is placed before the school approved the application (R02): until then the seat is held, and whose
    application was returned applies again first.
    """
    if placement.state is not PlacementState.ALTERNATIVE:
        raise PlacementNotAnAlternative(
            f"nothing is offered here, the placement is {placement.state}", params={"state": placement.state.value}
        )
    if placement.answer_by is not None and on > placement.answer_by:
        raise AlternativeExpired(
            f"this offer stood until {placement.answer_by}; the seat goes to whoever waits next",
            params={"answer_by": placement.answer_by.isoformat()},
        )
    if not accepted:
        return PlacementState.ENDED
    if application is None or application is ApplicationState.RETURNED:
        raise NotInThisState(
            "the school sent the application back; apply again for what is offered",
            params={"state": ApplicationState.RETURNED.value},
        )
    approved = application in (ApplicationState.APPROVED, ApplicationState.DECIDED)
    return PlacementState.PLACED if approved else PlacementState.HELD


def ends_on(left_on: date, *, attended: bool) -> date:
    """The first day without the seat: a lesson that the child attended on the day it left was served, and is paid."""
    return left_on + timedelta(days=1) if attended else left_on


def must_be_running(placement: Placement) -> None:
    if placement.state is PlacementState.ENDED:
        raise PlacementAlreadyEnded("this placement has ended already")
