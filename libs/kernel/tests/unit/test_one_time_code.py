"""Codes are those of RFC 6238, appendix B."""

import pytest

from kernel.one_time_code import one_time_code, otpauth_uri, step_at

SECRET = "12345678901234567890"


@pytest.mark.parametrize(
    ("second", "code"),
    [
        (59, "287082"),
        (1_111_111_109, "081804"),
        (1_111_111_111, "050471"),
        (1_234_567_890, "005924"),
        (2_000_000_000, "279037"),
        (20_000_000_000, "353130"),
    ],
)
def test_shows_the_codes_of_the_standard(second: int, code: str) -> None:
    assert one_time_code(SECRET, step=step_at(second)) == code


def test_writes_what_an_app_reads() -> None:
    uri = otpauth_uri(SECRET, account="e00001", issuer="课后")
    assert uri.startswith("otpauth://totp/%E8%AF%BE%E5%90%8E%3Ae00001?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=")
