"""An authority of the installation's own, and a certificate for everything that speaks over the network."""

import contextlib
import os
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from stack import ports
from stack.pem import AUTHORITY, Certificate

AUTHORITY_LIVES = timedelta(days=3650)
LIVES = timedelta(days=90)
RENEWED_BEFORE = timedelta(days=30)
# Clocks of containers and hosts differ by minutes at times.
VALID_SINCE = timedelta(hours=1)


def make_certificates(folder: Path, *, listening: Iterable[str], callers: Iterable[str]) -> None:
    """Make what is missing or near its end: certificates of parts that listen, and of services and tools."""
    authority = Authority(folder)
    for name in listening:
        authority.certificate(name, listens=True)
    for name in callers:
        authority.certificate(name)


class Authority:
    """Makes certificates in `folder`, which only its owner can enter."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o700)
        self.own = Certificate.of(folder, AUTHORITY)
        if not _is_usable(self.own.certificate):
            self._make_own()

    @property
    def ca_file(self) -> Path:
        """What vouches for every certificate made here."""
        return self.own.certificate

    def certificate(self, name: str, *, listens: bool = False, now: datetime | None = None) -> Certificate:
        """The certificate of `name`, made where it is missing, near its end or another authority's.

        With `listens` it is good for the loopback address too, as those of parts are, whose clients know an address.
        A service's is not: it could pass for a part. `now` is for tests.
        """
        found = Certificate.of(self.folder, name)
        if now is None and _is_usable(found.certificate) and _is_issued_by(found.certificate, self.own.certificate):
            return found
        issuer = serialization.load_pem_private_key(self.own.key.read_bytes(), password=None)
        assert isinstance(issuer, ec.EllipticCurvePrivateKey)  # noqa: S101 - made below
        names: list[x509.GeneralName] = [x509.DNSName(name)]
        if listens:
            names += [x509.DNSName("localhost"), x509.IPAddress(IPv4Address(ports.HOST))]
        key, since = ec.generate_private_key(ec.SECP256R1()), (now or datetime.now(UTC)) - VALID_SINCE
        builder = (
            _builder(name, key, since=since, lives=LIVES)
            .issuer_name(x509.load_pem_x509_certificate(self.own.certificate.read_bytes()).subject)
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(x509.SubjectAlternativeName(names), critical=False)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.public_key()),  # Python checks strictly
                critical=False,
            )
            .add_extension(
                x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH]),
                critical=False,
            )
        )
        _write(found, key, builder.sign(issuer, hashes.SHA256()))
        return found

    def _make_own(self) -> None:
        key = ec.generate_private_key(ec.SECP256R1())
        name = f"kehou local authority {os.urandom(4).hex()}"
        since = datetime.now(UTC) - VALID_SINCE
        builder = (
            _builder(name, key, since=since, lives=AUTHORITY_LIVES)
            .issuer_name(_named(name))
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
            .add_extension(
                x509.KeyUsage(
                    digital_signature=True,
                    key_cert_sign=True,
                    crl_sign=True,
                    content_commitment=False,
                    key_encipherment=False,
                    data_encipherment=False,
                    key_agreement=False,
                    encipher_only=False,
                    decipher_only=False,
                ),
                critical=True,
            )
        )
        _write(self.own, key, builder.sign(key, hashes.SHA256()))


def _builder(
    name: str, key: ec.EllipticCurvePrivateKey, *, since: datetime, lives: timedelta
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(_named(name))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(since)
        .not_valid_after(since + lives)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])


def _write(files: Certificate, key: ec.EllipticCurvePrivateKey, certificate: x509.Certificate) -> None:
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    # The certificate last: a start that was killed between the two makes both anew.
    with contextlib.suppress(FileNotFoundError):
        files.certificate.unlink()
    for file, content in (
        (files.key, private),
        (files.certificate, certificate.public_bytes(serialization.Encoding.PEM)),
    ):
        draft = file.with_name(file.name + ".new")
        draft.unlink(missing_ok=True)
        draft.touch(mode=0o600)
        draft.write_bytes(content)
        draft.replace(file)


def _is_usable(file: Path) -> bool:
    if not file.exists():
        return False
    certificate = x509.load_pem_x509_certificate(file.read_bytes())
    return certificate.not_valid_after_utc - datetime.now(UTC) > RENEWED_BEFORE


def _is_issued_by(file: Path, authority: Path) -> bool:
    certificate, issuer = (x509.load_pem_x509_certificate(each.read_bytes()) for each in (file, authority))
    return certificate.issuer == issuer.subject
