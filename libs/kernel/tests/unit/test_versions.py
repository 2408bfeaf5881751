import pytest

from kernel.errors import PreconditionFailed
from kernel.versions import ContentChanged, digest_of, must_be_present, must_be_shown


def test_refuses_an_edit_that_rests_on_an_older_version() -> None:
    with pytest.raises(PreconditionFailed):
        must_be_present(1, present=2)


def test_lets_through_who_saw_the_present_version() -> None:
    must_be_present(2, present=2)


@pytest.mark.parametrize("other", [["陶艺", 320_01], ["陶艺", "32000"], ["陶艺32000"], [["陶艺"], 320_00], []])
def test_tells_content_that_differs_by_its_digest_and_says_what_it_is_now(other: list[object]) -> None:
    present = digest_of(["陶艺", 320_00])
    with pytest.raises(ContentChanged) as refused:
        must_be_shown(digest_of(other), present=present)
    assert refused.value.params == {"digest": present}


def test_lets_through_who_saw_the_present_content() -> None:
    must_be_shown(digest_of(["陶艺", 320_00]), present=digest_of(["陶艺", 320_00]))
