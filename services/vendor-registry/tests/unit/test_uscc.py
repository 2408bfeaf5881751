"""A unified social credit code proves itself by its check character (GB 32100)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vendor_registry.domain.uscc import NotAUscc, check_character, read_uscc

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
FIRST = st.text(ALPHABET, min_size=17, max_size=17)


@pytest.mark.parametrize("known", ["91110000802100433B", "91350100M000100Y43"])
def test_accepts_the_published_codes(known: str) -> None:
    assert read_uscc(known.lower()) == known


@given(FIRST)
def test_accepts_every_code_with_its_own_check_character(first: str) -> None:
    assert read_uscc(first + check_character(first))


@given(FIRST, st.integers(0, 16), st.sampled_from(ALPHABET))
def test_refuses_a_code_with_one_character_changed(first: str, place: int, other: str) -> None:
    changed = first[:place] + other + first[place + 1 :]
    if changed != first:
        with pytest.raises(NotAUscc):
            read_uscc(changed + check_character(first))


@pytest.mark.parametrize("wrong", ["", "91", "91110000802100433I", "91110000802100433三", "91110000802100433BB"])
def test_refuses_wrong_lengths_and_letters(wrong: str) -> None:
    with pytest.raises(NotAUscc):
        read_uscc(wrong)
