"""What a joint review comes to: each application that is still to be decided, and why it fails where it does."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from kernel.versions import digest_of
from vendor_registry.domain.application import Application, ApplicationState, Shortcoming, decide, why_not
from vendor_registry.domain.objection import Objection
from vendor_registry.domain.selection_round import SelectionRound

_OPEN = (ApplicationState.INCOMPLETE, ApplicationState.COMPLETE)


@dataclass(frozen=True, slots=True)
class Verdict:
    """`reason_code` is None where the application passes."""

    application: Application
    reason_code: str | None

    @property
    def decided(self) -> Application:
        return decide(self.application, self.reason_code)


@dataclass(frozen=True, slots=True)
class Result:
    """The result of a round as things stand: on display next, or on the list next."""

    round: SelectionRound
    verdicts: tuple[Verdict, ...]
    objections_open: int

    @property
    def reviews_missing(self) -> int:
        return sum(one.application.missing_reviews(self.round.offices) for one in self.verdicts)

    @property
    def digest(self) -> str:
        """What whoever carries it out was shown: another word, other courses or another lapsed paper changes it."""
        lines = sorted(
            [str(one.application.id), one.application.version, one.reason_code or ""] for one in self.verdicts
        )
        return digest_of([str(self.round.id), self.round.state, str(self.round.listing_until), lines])


def undecided(applications: Iterable[Application]) -> tuple[Application, ...]:
    """Applications of a round that have not failed yet."""
    return tuple(one for one in applications if one.state in _OPEN)


def judge(
    round_: SelectionRound,
    applications: Iterable[Application],
    objections: Iterable[Objection],
    shortcomings: Mapping[UUID, tuple[Shortcoming, ...]],
) -> Result:
    """The result of the offices' reviews, the answered objections and the shortcomings of the documents."""
    objections = tuple(objections)
    upheld = {one.vendor_id for one in objections if one.upheld}
    verdicts = tuple(
        Verdict(one, why_not(one, objection_upheld=one.vendor_id in upheld, shortcomings=shortcomings[one.id]))
        for one in applications
    )
    return Result(round_, verdicts, objections_open=sum(one.upheld is None for one in objections))
