"""The three cookies: session, access token, and a sign-in under way."""

import base64
import binascii
import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from fastapi import Request, Response

from chassis.seal import SealBroken, Sealer
from sso.application.complete_sign_in import ATTEMPT_LIVES
from sso.application.ports import SignInAttempt
from sso.domain.session import Session
from sso.settings import Settings

FIELD = "sso.attempt"
# However long Keycloak lets a token live, the browser forgets it after this.
ACCESS_LIVES_MAX = timedelta(seconds=60)


@dataclass(frozen=True)
class Cookies:
    """Names end in the installation's id, because cookies know no ports."""

    session: str
    access: str
    attempt: str
    sealer: Sealer

    @classmethod
    def from_settings(cls, settings: Settings) -> "Cookies":
        return cls(
            session=f"__Secure-kehou-session-{settings.installation_id}",
            access=settings.access_cookie or f"__Host-kehou-access-{settings.installation_id}",
            attempt=f"__Secure-kehou-attempt-{settings.installation_id}",
            sealer=Sealer.from_settings(settings),
        )

    def session_id(self, request: Request) -> str | None:
        return request.cookies.get(self.session) or None

    def set_session(self, response: Response, session_id: str) -> None:
        # Lax: on the way back from the identity provider a strict cookie would not come along. Without Max-Age: the
        # browser forgets it when it is closed.
        response.set_cookie(
            self.session,
            session_id,
            path="/auth",
            secure=True,
            httponly=True,
            samesite="lax",
        )

    def set_access(self, response: Response, session: Session, *, now: datetime) -> None:
        lives = min(session.tokens.access_expires_at - now, ACCESS_LIVES_MAX)
        response.set_cookie(
            self.access,
            session.tokens.access_token,
            max_age=max(0, int(lives.total_seconds())),
            path="/",
            secure=True,
            httponly=True,
            samesite="strict",
        )

    def clear(self, response: Response) -> None:
        response.delete_cookie(self.session, path="/auth", secure=True, httponly=True, samesite="lax")
        response.delete_cookie(self.access, path="/", secure=True, httponly=True, samesite="strict")

    def set_attempt(self, response: Response, attempt: SignInAttempt) -> None:
        """Sealed and kept by the browser alone: an emptied Redis does not disturb who is signing in."""
        text = json.dumps(
            [attempt.state, attempt.nonce, attempt.verifier, attempt.return_to, attempt.began_at.isoformat()]
        )
        value = base64.urlsafe_b64encode(self.sealer.seal(text, field=FIELD)).decode()
        response.set_cookie(
            self._attempt_of(attempt.state),
            value,
            max_age=int(ATTEMPT_LIVES.total_seconds()),
            path="/auth/callback",
            secure=True,
            httponly=True,
            samesite="lax",
        )

    def read_attempt(self, request: Request, state: str) -> SignInAttempt | None:
        value = request.cookies.get(self._attempt_of(state))
        if not value:
            return None
        try:
            text = self.sealer.unseal(base64.urlsafe_b64decode(value), field=FIELD)
            kept_state, nonce, verifier, return_to, began_at = json.loads(text)
        except (SealBroken, ValueError, binascii.Error):
            return None
        return SignInAttempt(kept_state, nonce, verifier, return_to, datetime.fromisoformat(began_at))

    def clear_attempt(self, response: Response, state: str) -> None:
        response.delete_cookie(
            self._attempt_of(state), path="/auth/callback", secure=True, httponly=True, samesite="lax"
        )

    def _attempt_of(self, state: str) -> str:
        # One per attempt: two tabs may be signing in at once.
        return f"{self.attempt}-{sha256(state.encode()).hexdigest()[:12]}"
