"""Certificates for tests, also such as nobody should accept."""

import ssl
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path

from chassis.transport import KafkaSecurity, TlsFiles
from stack.certificates import LIVES, Authority
from stack.pem import Certificate


class Identities:
    """An authority in a temporary folder, and another one that nobody knows."""

    def __init__(self, folder: Path) -> None:
        self.authority = Authority(folder / "ours")
        self._stranger = folder / "strangers"

    @cached_property
    def stranger(self) -> Authority:
        return Authority(self._stranger)

    def of(self, name: str) -> Certificate:
        """The certificate of a service."""
        return self.authority.certificate(name)

    def listening(self, name: str) -> Certificate:
        """The certificate of a part on this machine."""
        return self.authority.certificate(name, listens=True)

    def expired(self, name: str) -> Certificate:
        """A certificate that was good until yesterday."""
        past = datetime.now(UTC) - LIVES - timedelta(days=1)
        return self.authority.certificate(name, listens=True, now=past)

    def files(self, certificate: Certificate) -> TlsFiles:
        """Those for the settings of whoever bears the certificate."""
        return TlsFiles(
            ca_file=self.authority.ca_file, certificate_file=certificate.certificate, key_file=certificate.key
        )

    def kafka(self, certificate: Certificate) -> KafkaSecurity:
        """How whoever bears the certificate reaches a broker."""
        return KafkaSecurity(protocol="SSL", **self.files(certificate).model_dump())

    def server_context(self, certificate: Certificate) -> ssl.SSLContext:
        """For a server that bears the certificate."""
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(certificate.certificate, certificate.key)
        return context
