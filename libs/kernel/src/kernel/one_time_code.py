"""Codes of an authenticator app (RFC 6238, SHA-1, six digits, thirty seconds)."""

import base64
import hmac
from urllib.parse import quote, urlencode

PERIOD_S = 30
DIGITS = 6


def step_at(now_s: float) -> int:
    """The number of the thirty seconds in which that second of Unix time lies."""
    return int(now_s) // PERIOD_S


def one_time_code(secret: str, *, step: int) -> str:
    """The code of that step."""
    digest = hmac.digest(secret.encode(), step.to_bytes(8, "big"), "sha1")
    offset = digest[-1] & 0xF
    number = int.from_bytes(digest[offset : offset + 4], "big") & 0x7FFF_FFFF
    return f"{number % 10**DIGITS:0{DIGITS}}"


def otpauth_uri(secret: str, *, account: str, issuer: str) -> str:
    """The address that an authenticator app reads the secret from."""
    key = base64.b32encode(secret.encode()).decode().rstrip("=")
    return f"otpauth://totp/{quote(f'{issuer}:{account}')}?{urlencode({'secret': key, 'issuer': issuer})}"
