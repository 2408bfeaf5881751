"""A pupil's seat in an offering, from the first hold to its end."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

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


class EndReason(StrEnum):
    WITHDRAWN = "withdrawn"
    MOVED = "moved"
    VENDOR_OUT = "vendor_out"
    DECLINED = "declined"


class PlacementUnknown(NotFound):
    code = "enrolment.placement_unknown"


class PlacementNotAnAlternative(Conflict):
    code = "enrolment.placement_not_an_alternative"


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


def answer_alternative(placement: Placement, *, accepted: bool) -> PlacementState:
    """Return the state after the family answered: an alternative is taken, or its seat given back."""
    if placement.state is not PlacementState.ALTERNATIVE:
        raise PlacementNotAnAlternative(
            f"nothing is offered here, the placement is {placement.state}", params={"state": placement.state.value}
        )
    return PlacementState.PLACED if accepted else PlacementState.ENDED


def must_be_running(placement: Placement) -> None:
    if placement.state is PlacementState.ENDED:
        raise PlacementAlreadyEnded("this placement has ended already")
