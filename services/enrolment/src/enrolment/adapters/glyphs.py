"""Which characters a font has a picture of: its table `cmap`, as OpenType defines it."""

import struct
from functools import lru_cache
from pathlib import Path

_SEGMENTED_COVERAGE = 12
_BLANKS = frozenset(map(ord, " \u3000\xa0"))


@lru_cache(maxsize=4)
def characters_of(font: Path) -> frozenset[int]:
    """The code points of the font's full table; ValueError for a font without one."""
    content = font.read_bytes()
    tables = struct.unpack_from(">H", content, 4)[0]
    for place in range(12, 12 + 16 * tables, 16):
        if content[place : place + 4] == b"cmap":
            return _of_table(content, struct.unpack_from(">I", content, place + 8)[0])
    raise ValueError("the font has no table of characters")


def first_without_glyph(text: str, font: Path) -> str | None:
    """The first character that would be printed as a crossed box."""
    known = characters_of(font)
    return next((one for one in text if ord(one) not in known and ord(one) not in _BLANKS), None)


def _of_table(content: bytes, table: int) -> frozenset[int]:
    found: set[int] = set()
    for record in range(struct.unpack_from(">H", content, table + 2)[0]):
        place = table + struct.unpack_from(">I", content, table + 4 + 8 * record + 4)[0]
        if struct.unpack_from(">H", content, place)[0] != _SEGMENTED_COVERAGE:
            continue
        for group in range(struct.unpack_from(">I", content, place + 12)[0]):
            first, last, _ = struct.unpack_from(">III", content, place + 16 + 12 * group)
            found.update(range(first, last + 1))
    if not found:
        raise ValueError("the font has no full table of characters")
    return frozenset(found)
