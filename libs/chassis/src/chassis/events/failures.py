"""Whose fault it was: the event's, or that of a part which will be back."""

import asyncpg
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from kernel.errors import Unavailable

# Connection, resources, operator intervention, deadlock and serialization, lock not available.
_PASSING_SQLSTATES = ("08", "53", "57P", "40", "55P03", "57014")


def is_passing(problem: BaseException) -> bool:
    """True where the same event may well succeed a little later, and no event is to blame."""
    if isinstance(problem, DBAPIError):
        if problem.connection_invalidated or isinstance(problem, (InterfaceError, OperationalError)):
            return True
        return str(getattr(problem.orig, "sqlstate", None) or "").startswith(_PASSING_SQLSTATES)
    return isinstance(
        problem,
        (PoolTimeout, OSError, TimeoutError, asyncpg.InterfaceError, asyncpg.PostgresConnectionError, Unavailable),
    )
