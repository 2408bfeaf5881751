"""The rules of a school's term, parsed once per adopted text."""

import json
from collections import OrderedDict

from enrolment.application.ports.work import Work
from enrolment.domain.adoption import Adoption, PackNotAdopted
from kernel.organisation import OrganisationPath
from rulebook.adoption import AdoptedPack, adopt
from rulebook.pack import parse_pack

_KEPT_MAX = 64
_parsed: OrderedDict[tuple[str, str], AdoptedPack] = OrderedDict()


def rules_of(adoption: Adoption) -> AdoptedPack:
    """Parse the stored text, or take what was parsed before: its text never changes."""
    key = (adoption.pack_hash, adoption.parameters_json)
    rules = _parsed.get(key)
    if rules is None:
        rules = adopt(parse_pack(adoption.pack_text), json.loads(adoption.parameters_json))
        _parsed[key] = rules
        if len(_parsed) > _KEPT_MAX:
            _parsed.popitem(last=False)
    return rules


async def adoption_for(work: Work, path: OrganisationPath, term: str) -> Adoption:
    """The adoption that holds for a school or district, or PackNotAdopted."""
    district = path.parent if path.text.count("/") > 2 and path.parent is not None else path
    adoption = await work.terms.adoption(district, term)
    if adoption is None:
        raise PackNotAdopted(f"the district has adopted no rules for {term} yet", params={"term": term})
    return adoption
