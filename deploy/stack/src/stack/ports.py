"""Free ports on the loopback address."""

import random
import socket
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException

# Below the range from which Linux gives ports to outgoing connections: a port kept between two runs must not
# be taken by some client while the stack is down.
PORTS = range(15_000, 32_000)
TRIES_MAX = 500
HOST = "127.0.0.1"


class NoFreePort(Exception):
    """No port of the range could be had."""


def is_free(port: int) -> bool:
    """Tell whether nobody listens on the port of the loopback address."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
        return True


def free_port(taken: frozenset[int] = frozenset()) -> int:
    """Return a free port outside `taken`, by chance, so that two checkouts rarely meet. Raises NoFreePort."""
    chance = random.SystemRandom()
    for _ in range(TRIES_MAX):
        port = chance.choice(PORTS)
        if port not in taken and is_free(port):
            return port
    raise NoFreePort(f"no free port between {PORTS.start} and {PORTS.stop} after {TRIES_MAX} tries")


def answers(port: int, *, timeout_s: float = 0.5) -> bool:
    """Tell whether somebody accepts connections on the port of the loopback address."""
    try:
        with socket.create_connection((HOST, port), timeout=timeout_s):
            return True
    except OSError:
        return False


def get_succeeds(port: int, path: str, *, timeout_s: float = 2.0) -> bool:
    """Tell whether an HTTP GET on the loopback address is answered with 200."""
    connection = HTTPConnection(HOST, port, timeout=timeout_s)
    try:
        connection.request("GET", path)
        return connection.getresponse().status == HTTPStatus.OK
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
