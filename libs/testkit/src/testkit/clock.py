"""A business clock that tests move by hand."""

from datetime import UTC, date, datetime, timedelta

from chassis.clock import business_date

TERM_BEGINS = datetime(2026, 2, 24, 1, tzinfo=UTC)


class FakeClock:
    """Stands at an instant (default: nine o'clock on 24 February 2026 in Shanghai) until it is moved."""

    def __init__(self, instant: datetime = TERM_BEGINS) -> None:
        self._instant = instant

    def now(self) -> datetime:
        return self._instant

    def today(self) -> date:
        return business_date(self._instant)

    def move_to(self, instant: datetime) -> None:
        self._instant = instant

    def advance(self, **span: float) -> None:
        """Move forward by a timedelta's keywords: `clock.advance(days=1)`."""
        self._instant += timedelta(**span)
