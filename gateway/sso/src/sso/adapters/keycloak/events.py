"""Sign-in events in Keycloak, through its admin API."""

from datetime import UTC, datetime
from typing import Any

from sso.adapters.keycloak.admin import AdminSession, answering
from sso.domain.sign_in_event import EventFilter, SignInEvent


class KeycloakEvents:
    """SignInEvents on Keycloak. What was typed as a name is not passed on: it may be a password."""

    def __init__(self, admin: AdminSession) -> None:
        self._admin = admin

    async def list(self, wanted: EventFilter, *, account_id: str | None, skip: int, limit: int) -> list[SignInEvent]:
        query: dict[str, Any] = {"first": skip, "max": limit, "dateTo": _ms(wanted.until)}
        if wanted.since is not None:
            query["dateFrom"] = _ms(wanted.since)
        if wanted.kinds:
            query["type"] = list(wanted.kinds)
        if account_id is not None:
            query["user"] = account_id
        with answering():
            keycloak = await self._admin.ready()
            found = await keycloak.a_get_events(query)
        return [_event(one) for one in found]


def _event(found: dict[str, Any]) -> SignInEvent:
    return SignInEvent(
        happened_at=datetime.fromtimestamp(found["time"] / 1000, UTC),
        kind=str(found["type"]),
        error=found.get("error"),
        account_id=found.get("userId"),
        person_id=None,
        address=found.get("ipAddress"),
        client=found.get("clientId"),
    )


def _ms(at: datetime) -> int:
    return int(at.timestamp() * 1000)
