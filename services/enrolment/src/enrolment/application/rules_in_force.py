"""The rules of a school's term."""

import json

from enrolment.application.ports.work import Work
from enrolment.domain.adoption import Adoption, PackNotAdopted
from kernel.organisation import OrganisationPath
from rulebook.adoption import AdoptedPack, adopted


def rules_of(adoption: Adoption) -> AdoptedPack:
    """The rules that were adopted, to be asked."""
    return adopted(adoption.pack_text, json.loads(adoption.parameters_json))


async def adoption_for(work: Work, path: OrganisationPath, term: str) -> Adoption:
    """The adoption that holds for a school or district, or PackNotAdopted."""
    district = path.parent if path.text.count("/") > 2 and path.parent is not None else path
    adoption = await work.terms.adoption(district, term)
    if adoption is None:
        raise PackNotAdopted(f"the district has adopted no rules for {term} yet", params={"term": term})
    return adoption
