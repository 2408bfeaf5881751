"""A session ends when it rests too long, and for good after half a day."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from sso.domain.session import Identity, Session, SessionLimits, TokenSet, begin_session, refreshed

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
LIMITS = SessionLimits(idle=timedelta(minutes=20), absolute=timedelta(hours=12))


def tokens(*, acr: str | None = "1", signed_in_at: datetime | None = NOON) -> TokenSet:
    return TokenSet("a", NOON + timedelta(minutes=2), "r", UUID(int=1), ("principal@/3401",), acr, signed_in_at)


def session() -> Session:
    return begin_session(Identity("u", "s"), tokens(), now=NOON)


def test_is_over_after_twenty_idle_minutes_and_not_before() -> None:
    assert not LIMITS.is_over(session(), now=NOON + timedelta(minutes=20) - timedelta(seconds=1))
    assert LIMITS.is_over(session(), now=NOON + timedelta(minutes=20))


def test_refreshing_begins_the_idle_time_anew_but_never_the_day() -> None:
    busy = session()
    for minutes in range(10, 12 * 60, 10):
        busy = refreshed(busy, tokens(), now=NOON + timedelta(minutes=minutes))
        assert not LIMITS.is_over(busy, now=NOON + timedelta(minutes=minutes))
    assert LIMITS.ends_at(busy) == NOON + timedelta(hours=12)


def test_a_refresh_that_does_not_say_how_the_person_signed_in_keeps_what_was_known() -> None:
    later = refreshed(session(), tokens(acr=None, signed_in_at=None), now=NOON + timedelta(minutes=1))
    assert (later.tokens.acr, later.tokens.signed_in_at) == ("1", NOON)
