"""Where a person goes after signing in: somewhere in this portal, never elsewhere."""

import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from urllib.parse import urlsplit

RETURN_TO_MAX = 2000


def safe_return_to(text: str | None) -> str:
    """The wanted path if it stays on our own origin, else `/`.

    Browsers read backslashes as slashes and drop tabs and line ends before they look at an address, so anything
    with one of these is not followed; nor is the way back into signing in or out.
    """
    if not text or len(text) > RETURN_TO_MAX or not text.startswith("/") or text.startswith("//"):
        return "/"
    if "\\" in text or any(ord(letter) < 0x21 or ord(letter) == 0x7F for letter in text):
        return "/"
    parts = urlsplit(text)
    if parts.scheme or parts.netloc or parts.path == "/auth" or parts.path.startswith("/auth/"):
        return "/"
    return text


def state_for(return_to: str) -> str:
    """An unguessable `state` that also says where the person wanted to go, in case the attempt is forgotten."""
    return f"{secrets.token_urlsafe(32)}.{urlsafe_b64encode(return_to.encode()).decode().rstrip('=')}"


def wanted_by(state: str) -> str:
    """Where the sign-in with this `state` was to lead. Anybody can write one: it is followed like any other wish."""
    written = state.partition(".")[2]
    try:
        wanted = urlsafe_b64decode(written + "=" * (-len(written) % 4)).decode()
    except ValueError:
        return "/"
    return safe_return_to(wanted)
