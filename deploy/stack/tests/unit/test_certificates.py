"""The installation's own authority: certificates for names, renewed in time, read by nobody else."""

import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509

from stack.certificates import LIVES, RENEWED_BEFORE, Authority, make_certificates
from stack.pem import AUTHORITY, Certificate


def content(certificate: Certificate) -> x509.Certificate:
    return x509.load_pem_x509_certificate(certificate.certificate.read_bytes())


def names(certificate: Certificate) -> list[str]:
    found = content(certificate).extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    return [*found.get_values_for_type(x509.DNSName), *map(str, found.get_values_for_type(x509.IPAddress))]


def test_gives_a_service_its_name_and_a_part_the_address_where_it_listens(tmp_path: Path) -> None:
    authority = Authority(tmp_path)
    assert names(authority.certificate("billing")) == ["billing"]
    assert names(authority.certificate("kafka", listens=True)) == ["kafka", "localhost", "127.0.0.1"]
    for name in ("billing", "kafka"):
        content(Certificate.of(tmp_path, name)).verify_directly_issued_by(content(Certificate.of(tmp_path, AUTHORITY)))


def test_keeps_what_is_good_for_a_while_and_renews_the_rest(tmp_path: Path) -> None:
    make_certificates(tmp_path, listening=["kafka"], callers=["billing"])
    before = {file: file.read_bytes() for file in tmp_path.iterdir()}
    make_certificates(tmp_path, listening=["kafka"], callers=["billing"])
    assert {file: file.read_bytes() for file in tmp_path.iterdir()} == before
    nearly_over = datetime.now(UTC) - LIVES + RENEWED_BEFORE - timedelta(days=1)
    old = content(Authority(tmp_path).certificate("billing", now=nearly_over))
    make_certificates(tmp_path, listening=["kafka"], callers=["billing"])
    new = content(Certificate.of(tmp_path, "billing"))
    assert new.not_valid_after_utc - old.not_valid_after_utc > timedelta(days=50)


def test_makes_all_anew_under_another_authority(tmp_path: Path) -> None:
    make_certificates(tmp_path, listening=[], callers=["billing"])
    before = content(Certificate.of(tmp_path, "billing"))
    Certificate.of(tmp_path, AUTHORITY).certificate.unlink()
    make_certificates(tmp_path, listening=[], callers=["billing"])
    assert content(Certificate.of(tmp_path, "billing")).issuer != before.issuer


def test_lets_nobody_else_read_them(tmp_path: Path) -> None:
    folder = tmp_path / "certificates"
    make_certificates(folder, listening=["kafka"], callers=["billing"])
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {0o600}
