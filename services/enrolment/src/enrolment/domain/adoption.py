"""A pack put in force for a district's term: its full text, so that a running term never reads files."""

from dataclasses import dataclass

from kernel.errors import Conflict
from kernel.organisation import OrganisationPath


class PackNotAdopted(Conflict):
    code = "enrolment.pack_not_adopted"


class PackAlreadyAdopted(Conflict):
    code = "enrolment.pack_already_adopted"


class PackUnknown(Conflict):
    code = "enrolment.pack_unknown"


@dataclass(frozen=True, slots=True)
class Adoption:
    district_path: OrganisationPath
    term: str
    pack_id: str
    pack_version: str
    pack_text: str
    pack_hash: str
    engine_version: str
    parameters_json: str

    @property
    def rule(self) -> str:
        """How a decision names the rules it was made under."""
        return f"{self.pack_id}@{self.pack_version}"
