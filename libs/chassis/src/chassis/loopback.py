"""Which addresses lead to this machine and to no other."""

from ipaddress import ip_address
from urllib.parse import urlsplit


def is_on_this_machine(address: str) -> bool:
    """Tell whether the host of an address is this machine itself; an address without a host names no other."""
    host = urlsplit(address).hostname or "localhost"
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
