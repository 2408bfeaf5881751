import pytest

from kernel.errors import PreconditionFailed
from kernel.versions import must_be_present


def test_refuses_an_edit_that_rests_on_an_older_version() -> None:
    with pytest.raises(PreconditionFailed):
        must_be_present(1, present=2)


def test_lets_through_who_saw_the_present_version() -> None:
    must_be_present(2, present=2)
