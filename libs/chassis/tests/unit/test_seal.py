"""A sealed value opens for its own field only, and only unchanged."""

import pytest

from chassis.seal import SealBroken, Sealer

KEYS = {"k1": bytes(range(32)), "k2": bytes(range(1, 33))}


@pytest.fixture
def sealer() -> Sealer:
    return Sealer(current="k1", keys=KEYS, blind=bytes(range(2, 34)))


@pytest.mark.parametrize("text", ["", "张三", "x" * 10_000])
def test_gives_back_what_was_sealed(sealer: Sealer, text: str) -> None:
    blob = sealer.seal(text, field="pupil.name")
    assert sealer.unseal(blob, field="pupil.name") == text
    assert not text or text.encode() not in blob
    assert sealer.seal(text, field="pupil.name") != blob


def test_refuses_another_field(sealer: Sealer) -> None:
    with pytest.raises(SealBroken):
        sealer.unseal(sealer.seal("张三", field="pupil.name"), field="guardian.name")


def test_refuses_any_changed_byte(sealer: Sealer) -> None:
    blob = sealer.seal("张三", field="pupil.name")
    for place in range(len(blob)):
        changed = bytearray(blob)
        changed[place] ^= 1
        with pytest.raises(SealBroken):
            sealer.unseal(bytes(changed), field="pupil.name")
    for length in range(len(blob)):
        with pytest.raises(SealBroken):
            sealer.unseal(blob[:length], field="pupil.name")


def test_opens_old_values_after_the_key_was_changed(sealer: Sealer) -> None:
    blob = sealer.seal("张三", field="pupil.name")
    later = Sealer(current="k2", keys=KEYS, blind=bytes(range(2, 34)))
    assert later.unseal(blob, field="pupil.name") == "张三"
    with pytest.raises(SealBroken):
        Sealer(current="k2", keys={"k2": KEYS["k2"]}, blind=bytes(32)).unseal(blob, field="pupil.name")


def test_indexes_the_same_text_alike_within_one_field_only(sealer: Sealer) -> None:
    index = sealer.blind_index("G340104", field="pupil.number")
    assert index == sealer.blind_index("G340104", field="pupil.number")
    assert len(index) == 32
    assert index != sealer.blind_index("G340104", field="staff.number")
    assert index != sealer.blind_index("G340105", field="pupil.number")


def test_makes_the_same_index_in_two_installations_that_share_the_fields_key() -> None:
    here, there = (
        Sealer(current="k1", keys=KEYS, blind=bytes([place]) * 32, blinds={"pupil.draw_key": bytes(range(3, 35))})
        for place in range(2)
    )
    assert here.blind_index("G1", field="pupil.draw_key") == there.blind_index("G1", field="pupil.draw_key")
    assert here.blind_index("G1", field="pupil.number") != there.blind_index("G1", field="pupil.number")
