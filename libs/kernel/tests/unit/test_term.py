"""Terms, months and periods as a school office means them."""

from datetime import date

import pytest

from kernel.ids import new_id
from kernel.organisation import NotAnOrganisationPath, OrganisationPath
from kernel.period import Period, PeriodEndsBeforeItStarts
from kernel.term import Month, NotATerm, TermCode


def test_spring_belongs_to_the_school_year_begun_in_autumn() -> None:
    assert TermCode.parse("2026-spring").school_year == 2025
    assert TermCode.parse("2026-autumn").school_year == 2026


def test_refuses_a_term_of_no_season() -> None:
    with pytest.raises(NotATerm):
        TermCode.parse("2026-winter")


def test_december_is_followed_by_january() -> None:
    assert Month.parse("2025-12").next() == Month.parse("2026-01")
    assert Month.parse("2026-02").last_on == date(2026, 2, 28)


def test_a_period_includes_its_first_day_and_not_its_end() -> None:
    march = Month(2026, 3).period
    assert date(2026, 3, 1) in march
    assert date(2026, 4, 1) not in march
    assert len(list(march)) == march.days == 31


def test_refuses_an_empty_period() -> None:
    with pytest.raises(PeriodEndsBeforeItStarts):
        Period(date(2026, 3, 1), date(2026, 3, 1))


def test_ids_made_in_a_row_increase() -> None:
    ids = [new_id() for _ in range(10_000)]
    assert ids == sorted(ids)
    assert len(set(ids)) == len(ids)
    assert all(one.version == 7 for one in ids)


def test_a_path_covers_what_lies_below_it_and_no_namesake() -> None:
    district = OrganisationPath("/3401/340104")
    assert district.covers(OrganisationPath("/3401/340104/2134000001"))
    assert not district.covers(OrganisationPath("/3401/3401040"))


@pytest.mark.parametrize("text", ["", "/", "3401", "/34 01", "/%", "/a//b"])
def test_refuses_what_is_no_path(text: str) -> None:
    with pytest.raises(NotAnOrganisationPath):
        OrganisationPath(text)
