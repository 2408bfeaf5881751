"""The other side of a bank line: whom money came from, or whom it went to."""

import re
import unicodedata
from dataclasses import dataclass

# An account has eight digits or more; what is shorter belongs to the name.
_ACCOUNT = re.compile(r"[\d*＊][\d*＊ -]{6,}[\d*＊]$")
_ENDS = 4


@dataclass(frozen=True, slots=True)
class Party:
    """A name and an account as the bank writes them, either of them empty where it says none."""

    name: str
    account: str

    @classmethod
    def parse(cls, text: str) -> "Party":
        """The parts of `name account`, as a statement line keeps them."""
        found = _ACCOUNT.search(text)
        if found is None:
            return cls(text.strip(), "")
        return cls(text[: found.start()].strip(), found[0])

    @property
    def compared_name(self) -> str:
        """The name as two spellings of it are compared: one width, no blanks, no case."""
        return "".join(unicodedata.normalize("NFKC", self.name).split()).casefold()

    @property
    def compared_account(self) -> str:
        """The digits alone; nothing where the bank hides some of them, which tells no account from another."""
        digits = re.sub(r"[ -]", "", self.account)
        return digits if digits.isdigit() else ""

    def masked(self) -> str:
        """Enough to recognise by who knows it, too little for who does not."""
        name = self.name[:1] + "*" * (len(self.name) - 1)
        tail = f"…{self.compared_account[-_ENDS:]}" if self.compared_account else ""
        return " ".join(part for part in (name, tail) if part)
