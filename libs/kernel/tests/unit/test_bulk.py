"""An entry about ten thousand rows stays small, and still tells one set of rows from another."""

from kernel.bulk import ROWS_SHOWN_MAX, bounded


def test_shows_the_first_rows_and_answers_for_all_of_them() -> None:
    many = {f"{number:05}": {"state": "open"} for number in range(10_000)}
    told = bounded(many)
    assert (told["count"], told["shown"]) == (10_000, dict(list(many.items())[:ROWS_SHOWN_MAX]))
    assert bounded(dict(reversed(many.items()))) == told
    assert bounded({**many, "09999": {"state": "closed"}})["sha256"] != told["sha256"]


def test_shows_all_of_few_rows() -> None:
    assert bounded({"b": 2, "a": 1})["shown"] == {"a": 1, "b": 2}
    assert bounded({})["count"] == 0
