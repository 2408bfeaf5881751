"""No number tells of one to four children."""

import pytest

from enrolment.domain.small_group import shown


@pytest.mark.parametrize(
    ("count", "of", "told"),
    [(0, 30, 0), (1, 30, None), (4, 30, None), (5, 30, 5), (25, 30, 25), (26, 30, None), (29, 30, None), (30, 30, 30)],
)
def test_shows_neither_few_nor_all_but_few(count: int, of: int, told: int | None) -> None:
    assert shown(count, of=of) == told
