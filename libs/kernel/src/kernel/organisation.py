"""Where an organisation stands in the city: its path decides who may see its records."""

import re
from dataclasses import dataclass

from kernel.errors import Invalid

_PATH = re.compile(r"^(/[A-Za-z0-9-]{1,40}){1,6}$")


class NotAnOrganisationPath(Invalid):
    code = "kernel.not_an_organisation_path"


@dataclass(frozen=True, slots=True, order=True)
class OrganisationPath:
    """Codes from the city downwards: `/3401`, `/3401/340104`, `/3401/340104/2134000001`.

    Vendors stand beside the city, below `/vendor`; guardians act at `/family`.
    """

    text: str

    def __post_init__(self) -> None:
        if _PATH.match(self.text) is None:
            raise NotAnOrganisationPath(f"'{self.text}' is no organisation path", params={"value": self.text})

    def covers(self, other: "OrganisationPath") -> bool:
        """True for itself and everything below it."""
        return other.text == self.text or other.text.startswith(self.text + "/")

    @property
    def code(self) -> str:
        return self.text.rsplit("/", 1)[1]

    @property
    def parent(self) -> "OrganisationPath | None":
        above = self.text.rsplit("/", 1)[0]
        return OrganisationPath(above) if above else None

    def __str__(self) -> str:
        return self.text
