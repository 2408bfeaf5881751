"""The package's years count where no official entered a notice."""

from datetime import date

from chassis.holidays import published_years


def test_knows_the_statutory_days_of_the_years_that_are_published() -> None:
    known = published_years()
    assert known.after(date(2026, 4, 30), working_days=3).on == date(2026, 5, 8)
    assert known.is_working_day(date(2026, 5, 9))
    assert known.holidays(date(2026, 4, 1), date(2026, 4, 30))[date(2026, 4, 6)] == "清明"
    assert not known.is_provisional(date(2026, 1, 1), date(2026, 12, 31))


def test_counts_on_beyond_them_and_says_so() -> None:
    due = published_years().after(date(2026, 12, 18), working_days=10)
    assert (due.on, due.provisional) == (date(2027, 1, 1), True)
