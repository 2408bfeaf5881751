"""Sending a browser to the identity provider."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from sso.application.ports import IdentityProvider, SignInAttempt
from sso.domain.return_to import safe_return_to, state_for


@dataclass(frozen=True)
class BeginSignIn:
    provider: IdentityProvider

    async def __call__(self, *, return_to: str | None, language: str, now: datetime) -> tuple[SignInAttempt, str]:
        """The attempt, to be kept by the browser alone, and the address to send it to.

        The person is asked again, however recently they signed in. Raises SignInUnavailable.
        """
        attempt = SignInAttempt(
            state=state_for(safe_return_to(return_to)),
            nonce=secrets.token_urlsafe(32),
            verifier=secrets.token_urlsafe(64),
            return_to=safe_return_to(return_to),
            began_at=now,
        )
        return attempt, await self.provider.authorization_url(attempt, language=language)
