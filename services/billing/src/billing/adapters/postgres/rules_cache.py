"""Adopted packs, parsed once per process: an adoption's text never changes."""

from collections import OrderedDict
from collections.abc import Mapping

from rulebook.adoption import AdoptedPack, adopt
from rulebook.pack import parse_pack

# Packs in force at once in one city; an entry is some hundred kilobytes.
_PACKS_MAX = 32


class RulesCache:
    def __init__(self) -> None:
        self._packs: OrderedDict[str, AdoptedPack] = OrderedDict()

    def adopted(self, text: str, parameters: Mapping[str, object], *, key: str) -> AdoptedPack:
        """The pack of `key` (hash and parameters), parsed when it is first asked for."""
        found = self._packs.get(key)
        if found is None:
            found = self._packs[key] = adopt(parse_pack(text), parameters)
            if len(self._packs) > _PACKS_MAX:
                self._packs.popitem(last=False)
        return found
