"""An announced selection: window of applications, joint review, publicity, a dated list (B6)."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from uuid import UUID

from kernel.errors import Conflict, Invalid, NotFound
from kernel.official_calendar import OfficialCalendar
from kernel.organisation import OrganisationPath


class RoundUnknown(NotFound):
    code = "vendor_registry.round_unknown"


class RoundDatesWrong(Invalid):
    code = "vendor_registry.round_dates_wrong"


class OfficesTooFew(Invalid):
    code = "vendor_registry.offices_too_few"


class RoundAlreadyAnnounced(Conflict):
    code = "vendor_registry.round_already_announced"


class WindowClosed(Conflict):
    code = "vendor_registry.window_closed"


class WindowStillOpen(Conflict):
    code = "vendor_registry.window_still_open"


class ReviewsMissing(Conflict):
    code = "vendor_registry.reviews_missing"


class NotInPublicity(Conflict):
    code = "vendor_registry.not_in_publicity"


class PublicityRunning(Conflict):
    code = "vendor_registry.publicity_running"


class ObjectionsOpen(Conflict):
    code = "vendor_registry.objections_open"


class RoundNotAnnounced(Conflict):
    code = "vendor_registry.round_not_announced"


class Office(StrEnum):
    EDUCATION = "education"
    POLICE = "police"
    MARKET = "market"
    CULTURE = "culture"


OFFICE_OF_ROLE = {
    "district-officer": Office.EDUCATION,
    "police-officer": Office.POLICE,
    "market-officer": Office.MARKET,
    "culture-officer": Office.CULTURE,
}

# B6: a joint review; one office alone cannot hold it.
OFFICES_MIN = 2


class RoundState(StrEnum):
    ANNOUNCED = "announced"
    PUBLICITY = "publicity"
    LISTED = "listed"


@dataclass(frozen=True, slots=True)
class SelectionRound:
    """All dates are days included. `publicity_days` are the pack's working days when publicity began.

    `publicity_provisional`: the holidays of all days until its end are not announced yet.
    """

    id: UUID
    district: OrganisationPath
    term: str
    title: str
    product: str
    offices: tuple[Office, ...]
    announced_on: date
    applications_from: date
    applications_until: date
    listing_until: date
    state: RoundState
    publicity_from: date | None
    publicity_until: date | None
    listed_on: date | None
    pack: str
    publicity_days: int = 0
    publicity_provisional: bool = False

    def must_take_applications(self, on: date) -> None:
        """Raise WindowClosed outside the window of applications."""
        if self.state is not RoundState.ANNOUNCED or not self.applications_from <= on <= self.applications_until:
            params = {"from": str(self.applications_from), "until": str(self.applications_until)}
            raise WindowClosed(
                f"applications are taken from {self.applications_from} to {self.applications_until}", params=params
            )

    def must_be_under_review(self) -> None:
        if self.state is not RoundState.ANNOUNCED:
            raise RoundNotAnnounced("the review of this round is over")

    def in_publicity(self, on: date) -> bool:
        return (
            self.state is RoundState.PUBLICITY
            and self.publicity_from is not None
            and self.publicity_until is not None
            and self.publicity_from <= on <= self.publicity_until
        )


def announce(round_: SelectionRound) -> SelectionRound:
    """The round itself, once its dates follow one another and at least two offices, education among them, review."""
    if not round_.announced_on <= round_.applications_from <= round_.applications_until < round_.listing_until:
        raise RoundDatesWrong("announcement, window of applications and end of the list must follow one another")
    if len(set(round_.offices)) < OFFICES_MIN or Office.EDUCATION not in round_.offices:
        raise OfficesTooFew("a joint review needs the education office and at least one other")
    return round_


def start_publicity(
    round_: SelectionRound, *, on: date, working_days: int, reviews_missing: int, calendar: OfficialCalendar
) -> SelectionRound:
    """The round on display from `on` until `working_days` full working days have passed (B6)."""
    round_.must_be_under_review()
    if on <= round_.applications_until:
        raise WindowStillOpen(f"applications are taken until {round_.applications_until}")
    if reviews_missing:
        raise ReviewsMissing(f"{reviews_missing} reviews are still to be given", params={"count": reviews_missing})
    until = calendar.after(on, working_days=working_days)
    return replace(
        round_,
        state=RoundState.PUBLICITY,
        publicity_from=on,
        publicity_until=until.on,
        publicity_days=working_days,
        publicity_provisional=until.provisional,
    )


def count_publicity_again(round_: SelectionRound, calendar: OfficialCalendar) -> SelectionRound:
    """The round with its publicity as the calendar now has it; one that is not on display stays as it was."""
    if round_.state is not RoundState.PUBLICITY or round_.publicity_from is None:
        return round_
    until = calendar.after(round_.publicity_from, working_days=round_.publicity_days)
    return replace(round_, publicity_until=until.on, publicity_provisional=until.provisional)


def close_round(round_: SelectionRound, *, on: date, objections_open: int) -> SelectionRound:
    """The round with its list made, once publicity is over and every objection has its answer."""
    if round_.state is not RoundState.PUBLICITY or round_.publicity_until is None:
        raise NotInPublicity("put the result up for publicity first")
    if on <= round_.publicity_until:
        raise PublicityRunning(
            f"publicity lasts until {round_.publicity_until}", params={"until": str(round_.publicity_until)}
        )
    if objections_open:
        raise ObjectionsOpen(f"{objections_open} objections need an answer first", params={"count": objections_open})
    if round_.listing_until < on:
        raise RoundDatesWrong(f"the list was to end on {round_.listing_until} already; announce a new round")
    return replace(round_, state=RoundState.LISTED, listed_on=on)
