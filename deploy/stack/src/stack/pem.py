"""Where a certificate and its key are."""

from dataclasses import dataclass
from pathlib import Path

# The name of the installation's own authority.
AUTHORITY = "ca"


@dataclass(frozen=True, slots=True)
class Certificate:
    """PEM files of one name."""

    certificate: Path
    key: Path

    @classmethod
    def of(cls, folder: Path, name: str) -> "Certificate":
        """The files of `name` in a folder, whether they are there yet or not."""
        return cls(folder / f"{name}.pem", folder / f"{name}.key")

    def keystore(self) -> str:
        """Key and certificate in one, as Kafka reads them."""
        return self.key.read_text() + self.certificate.read_text()
