"""Whether what a service committed reaches the broker; asked over gRPC by whoever shows its facts."""

import time

from sqlalchemy import text

from chassis.postgres.database import Database

# The name under which the gRPC health service answers for it.
HEALTH_NAME = "kehou.outbox"
# A relay takes events within milliseconds and is restarted within seconds.
STUCK_AFTER_S = 3.0

_FIRST = text("SELECT min(id) FROM chassis.outbox WHERE published_at IS NULL")


class Outflow:
    """Watches the oldest event that the broker does not have yet."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._first: int | None = None
        self._since_s = 0.0

    async def flows(self) -> bool:
        """False where an event has been waiting since a look more than three seconds ago."""
        async with self._database.reading() as connection:
            first = await connection.scalar(_FIRST)
        now_s = time.monotonic()
        if first is None or first != self._first:
            self._first, self._since_s = first, now_s
        return first is None or now_s - self._since_s < STUCK_AFTER_S
