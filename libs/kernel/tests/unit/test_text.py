"""What means the same is written the same, and what nobody can see or print enters nowhere."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kernel import text


@pytest.mark.parametrize(
    "written",
    [
        "张三丰",
        "张　三丰",
        " 张 三 丰 ",
        "张三丰\u200b",
        "张\u200e三丰",
        "\ufeff张三丰",
        "张三丰\u3000",
        "张三\t丰",
        "张三丰\ufe00",
    ],
)
def test_reads_a_name_however_it_was_pasted(written: str) -> None:
    assert text.name(written) == "张三丰"


@pytest.mark.parametrize("dot", [*"·•・‧∙⋅･．", ".", " · ", "\u0387"])
def test_knows_one_dot_between_the_parts_of_a_name(dot: str) -> None:
    assert text.name(f"阿依{dot}古丽") == "阿依·古丽"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("⽊村", "木村"),
        ("\ufa19田", "神田"),
        ("Ａｎｎａ　Ｌｅｅ", "Anna Lee"),
        ("Rene\u0301", "René"),
        ("张𠮷", "张𠮷"),
        ("李𫓦", "李𫓦"),
        ("陈䶮㛃", "陈䶮㛃"),
        ("赵\U00031350", "赵\U00031350"),
        ("John D. Smith", "John D. Smith"),
    ],
)
def test_keeps_rare_characters_and_folds_other_forms_of_common_ones(written: str, read: str) -> None:
    assert text.name(written) == read


@pytest.mark.parametrize(
    "character", ["\u202e", "\u2066", "\x07", "\ue863", "\U000f0000", "\ufffe", "\u0378", "\U000e0041"]
)
def test_refuses_what_turns_text_around_or_is_no_character(character: str) -> None:
    for read in (text.name, text.title, text.number):
        with pytest.raises(text.CharacterNotUsable) as refused:
            read(f"张{character}三")
        assert refused.value.params == {"character": f"U+{ord(character):04X}"}


@pytest.mark.parametrize("written", ["（合肥）少儿陶艺  一班", "(合肥)少儿陶艺 一班", "少儿陶艺：“一班”"])
def test_leaves_the_punctuation_of_a_title_as_it_was_written(written: str) -> None:
    assert text.title(written) == " ".join(written.split())


@pytest.mark.parametrize("written", ["e00005", "E 00005", "Ｅ００００５", "E0000\u200b5", "E00005\u3000"])
def test_reads_one_number_whatever_its_width_and_case(written: str) -> None:
    assert text.number(written) == "E00005"


@pytest.mark.parametrize(
    "written",
    [
        "13812345678",
        "１３８１２３４５６７８",
        "138 1234 5678",
        "138-1234-5678",
        "+86 138 1234 5678",
        "+8613812345678",
        "86-13812345678",
        "\u202a13812345678\u202c",
        "(138)12345678",
        "138－1234－5678",
    ],
)
def test_reads_a_mobile_number_however_it_is_written(written: str) -> None:
    assert text.phone(written) == "13812345678"


@given(st.text(max_size=40))
@example("R¸")
@example("+86R¸")
def test_is_settled_after_once_and_holds_nothing_invisible(written: str) -> None:
    for read in (text.name, text.title, text.number, text.phone):
        try:
            once = read(written)
        except text.CharacterNotUsable:
            continue
        assert read(once) == once
        assert once == unicodedata.normalize("NFC", once)
        assert not any(unicodedata.category(one) in {"Cc", "Cs", "Zl", "Zp"} for one in once)
        assert "\u202e" not in once
