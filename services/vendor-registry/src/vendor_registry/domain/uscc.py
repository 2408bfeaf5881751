"""The unified social credit code of a legal entity (GB 32100-2015)."""

from kernel.errors import Invalid
from kernel.text import number

# Letters that look like digits (I, O, S, V, Z) are left out by the standard.
_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_LENGTH = 18
_VALUE = {character: value for value, character in enumerate(_ALPHABET)}


class NotAUscc(Invalid):
    code = "vendor_registry.not_a_uscc"


def check_character(first_seventeen: str) -> str:
    """The eighteenth character: weights are the powers of 3 modulo 31 (GB 32100-2015, 4.6)."""
    weighed = sum(_VALUE[character] * pow(3, place, 31) for place, character in enumerate(first_seventeen))
    return _ALPHABET[-weighed % 31]


def read_uscc(text: str) -> str:
    """The code in capitals, or NotAUscc saying whether its length, a character or the check character is wrong."""
    uscc = number(text)
    if len(uscc) != _LENGTH:
        raise NotAUscc(f"a unified social credit code has {_LENGTH} characters, this has {len(uscc)}")
    if any(character not in _VALUE for character in uscc):
        raise NotAUscc("a unified social credit code has digits and capitals other than I, O, S, V and Z")
    if check_character(uscc[:-1]) != uscc[-1]:
        raise NotAUscc("the check character does not fit the other seventeen; compare it with the licence")
    return uscc
