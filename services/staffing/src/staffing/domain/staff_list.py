"""What the cells of a staff list may say: one form for a number, a name, a telephone number and a class."""

import re
import unicodedata

from kernel import text
from kernel.errors import Invalid

NUMBER_CHARACTERS_MAX = 32
NAME_CHARACTERS_MAX = 50
# Keycloak takes no shorter sign-in name.
_NUMBER = re.compile(r"[A-Z0-9](?:[A-Z0-9._-]{1,30})[A-Z0-9]")
# Sign-in names of families and of those who register a vendor, and of accounts that no employee has.
_RESERVED = re.compile(r"[GV][0-9]{7,}|(?:SYSTEM|SERVICE|ADMIN|ROOT|KEYCLOAK|GATEWAY)[A-Z0-9._-]*")
_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_LANDLINE = re.compile(r"0[0-9]{9,11}")
_CLASS = re.compile(r"([1-9]|1[0-2])\.([1-9][0-9]?)")


class StaffNumberMalformed(Invalid):
    code = "staffing.staff_number_malformed"


class StaffNumberReserved(Invalid):
    code = "staffing.staff_number_reserved"


class NameMalformed(Invalid):
    code = "staffing.name_malformed"


class PhoneMalformed(Invalid):
    code = "staffing.phone_malformed"


class ClassMalformed(Invalid):
    code = "staffing.class_malformed"


def staff_number(written: str) -> str:
    """The number in its one form: no width, no case, no blanks, nothing invisible; it is the sign-in name, too."""
    number = text.number(written)
    if not _NUMBER.fullmatch(number):
        raise StaffNumberMalformed(
            f"write the staff number with 3 to {NUMBER_CHARACTERS_MAX} letters A-Z and digits, as text",
            params={"characters_max": NUMBER_CHARACTERS_MAX},
        )
    if _RESERVED.fullmatch(number):
        raise StaffNumberReserved("families or machines sign in by such a number; give another one")
    return number


def name(written: str) -> str:
    """A person's name in its one form, letters only."""
    known = text.name(written)
    letters = all(unicodedata.category(one)[0] in "LM" or one in " ·'-" for one in known)
    if not known or len(known) > NAME_CHARACTERS_MAX or not letters or not known[0].isalpha():
        raise NameMalformed(
            f"write the name as the identity card has it, letters only, at most {NAME_CHARACTERS_MAX}",
            params={"characters_max": NAME_CHARACTERS_MAX},
        )
    return known


def phone(written: str) -> str:
    """The digits of a mobile or fixed telephone number of this country."""
    digits = text.phone(written)
    if not (_MOBILE.fullmatch(digits) or _LANDLINE.fullmatch(digits)):
        raise PhoneMalformed("write the telephone number with its 11 digits, a fixed one with its area code")
    return digits


def class_of(written: str) -> tuple[int, int]:
    """Grade and number of a class written `3.2`."""
    found = _CLASS.fullmatch(text.line(written))
    if found is None:
        raise ClassMalformed("write grade and class like 3.2, as text")
    return int(found[1]), int(found[2])
