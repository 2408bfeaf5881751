"""One normal form for what people write: names, titles, numbers and telephone numbers.

The same name reaches us typed on a telephone, pasted from a spreadsheet and exported by another system. It is brought
into one form where it enters, so that keys, look-ups, comparisons and signed papers see one spelling.
"""

import re
import unicodedata

from kernel.errors import Invalid

# Zero-width spaces and joiners, marks of direction, soft hyphens, selectors of a glyph: nobody sees or types them.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u2060-\u2064\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef]"
)
# They turn the text around that stands beside them: no name holds them, and no paper may.
_TURNING = "\u202a-\u202e\u2066-\u2069"
_TURNS = re.compile(f"[{_TURNING}]")
_DOTS = re.compile("[•・‧∙⋅･⸱･ꞏ\u0387]")
_HAN = "\u2e80-\u2fdf\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
_DOT_BETWEEN = re.compile(rf"(?<=[{_HAN}])\s*[.．·]\s*(?=[{_HAN}])")
_BLANK_BETWEEN = re.compile(rf"(?<=[{_HAN}])\s+(?=[{_HAN}])")
_BLANKS = re.compile(r"\s+")
_HYPHENS = re.compile("[\u2010-\u2015\u2212\uff0d]")
_PHONE_FILLING = re.compile(r"[\s\-()]")
_RADICALS = range(0x2E80, 0x2FE0)
# The planes of ideographs: newer characters of names are in use before the Unicode data of a Python know them.
_IDEOGRAPHS = range(0x20000, 0x3FFFE)
_REFUSED = frozenset({"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"})


# In a letter, too: what turns text around, and codes that no font and no reader knows.
_IN_NO_TEXT = re.compile(
    f"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f{_TURNING}\ud800-\udfff\ue000-\uf8ff\ufff9-\ufffb\ufffe\uffff"
    "\U000e0001-\U000e007f\U000f0000-\U0010ffff]"
)


class TextMissing(Invalid):
    code = "kernel.text_missing"


class CharacterNotUsable(Invalid):
    """`params["character"]` is the code of the character, as in U+202E."""

    code = "kernel.character_not_usable"


def line(text: str) -> str:
    """Return a line with letters and digits in their usual width, one blank for several, none at its ends.

    Punctuation stays as it was written; nothing is refused.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    folded = "".join(map(_folded, unicodedata.normalize("NFC", _INVISIBLE.sub("", text))))
    return _BLANKS.sub(" ", folded).strip()


def title(text: str) -> str:
    """Return a title or another line that people read.

    Raises CharacterNotUsable for what turns text around, for control and private characters, and for codes that are no
    characters.
    """
    read = line(text)
    must_be_usable(read)
    return read


def name(text: str) -> str:
    """Return a person's name: as `title`, with one kind of dot, and no blanks between Chinese characters."""
    dotted = _DOTS.sub("·", title(text))
    return _BLANK_BETWEEN.sub("", _DOT_BETWEEN.sub("·", dotted))


def number(text: str) -> str:
    """Return a number of a paper, person or organisation: in capitals and usual width, without any blanks."""
    written = _BLANKS.sub("", _HYPHENS.sub("-", title(unicodedata.normalize("NFKC", text)))).upper()
    # An accent that a blank kept apart meets its letter now.
    return unicodedata.normalize("NFC", written)


def phone(text: str) -> str:
    """Return a telephone number without +86, blanks and hyphens, in ASCII digits where it is one."""
    plain = _TURNS.sub("", unicodedata.normalize("NFKC", text))
    digits = unicodedata.normalize("NFC", _PHONE_FILLING.sub("", _HYPHENS.sub("-", title(plain))))
    for code in ("+86", "0086", "86"):
        if digits.startswith(code) and len(digits) == len(code) + 11:
            return digits.removeprefix(code)
    return digits


def in_no_text(text: str) -> str | None:
    """Return the first character that not even a letter of several lines may hold, or None."""
    found = _IN_NO_TEXT.search(text)
    return None if found is None else found[0]


def given(text: str) -> str:
    """Return the text, or raise TextMissing where nothing can be read in it."""
    if not text:
        raise TextMissing("something must be written here that can be read")
    return text


def must_be_usable(text: str) -> None:
    """Raise CharacterNotUsable where a line holds what no name, title or number may."""
    if text.isascii() and text.isprintable():
        return
    for character in text:
        if unicodedata.category(character) in _REFUSED and ord(character) not in _IDEOGRAPHS:
            raise refused(character)


def refused(character: str) -> CharacterNotUsable:
    """The error that names a character by its code."""
    code = f"U+{ord(character):04X}"
    return CharacterNotUsable(f"{code} may not stand here; leave it out or write another", params={"character": code})


def _folded(character: str) -> str:
    if character.isascii():
        return character
    # A superscript is no digit, and a circled one neither.
    if unicodedata.category(character) == "No":
        return character
    if character.isalnum() or ord(character) in _RADICALS:
        return unicodedata.normalize("NFKC", character)
    return character
