"""How content families are with a course (R38)."""

from dataclasses import dataclass
from uuid import UUID

from kernel.errors import Invalid

SCORE_MAX = 5


class NoSuchScore(Invalid):
    code = "inspection.no_such_score"


@dataclass(frozen=True, slots=True)
class Rating:
    offering_id: UUID
    pupil_id: UUID
    score: int

    def __post_init__(self) -> None:
        if not 1 <= self.score <= SCORE_MAX:
            raise NoSuchScore(f"a score lies between 1 and {SCORE_MAX}", params={"most": SCORE_MAX})


def content_percent(ratings: int, content: int) -> int | None:
    """Return how many of 100 gave 4 or 5, rounded down; None where none are counted."""
    return content * 100 // ratings if ratings else None
