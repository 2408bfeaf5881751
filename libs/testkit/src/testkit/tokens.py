"""Access tokens as Keycloak would give them, minted with a key of the test's own."""

import time
from functools import cached_property
from uuid import UUID

import orjson
from joserfc import jwt
from joserfc.jwk import ECKey, KeySet


class TokenMint:
    """Mints access tokens and publishes the key set that verifies them; no Keycloak is needed."""

    def __init__(self, *, issuer: str = "http://issuer.test/realms/kehou", audience: str = "kehou") -> None:
        self.issuer = issuer
        self.audience = audience

    @cached_property
    def key(self) -> ECKey:
        return ECKey.generate_key("P-256", {"kid": "test-key", "alg": "ES256", "use": "sig"}, private=True)

    @property
    def jwks(self) -> str:
        """The public key set, as JSON."""
        return orjson.dumps(KeySet([self.key]).as_dict(private=False)).decode()

    def mint(
        self,
        person_id: UUID,
        *assignments: str,
        acr: str = "strong",
        auth_age_s: int = 0,
        lives_s: int = 120,
        claims: dict[str, object] | None = None,
    ) -> str:
        """Return an access token of `person_id` holding `assignments` (`role@/path`), valid for `lives_s` from now."""
        now = int(time.time())
        body: dict[str, object] = {
            "iss": self.issuer,
            "aud": self.audience,
            "sub": str(person_id),
            "person_id": str(person_id),
            "iat": now,
            "exp": now + lives_s,
            "acr": acr,
            "auth_time": now - auth_age_s,
            "typ": "Bearer",
            "assignments": list(assignments),
            **(claims or {}),
        }
        return jwt.encode({"alg": "ES256", "kid": "test-key", "typ": "JWT"}, body, self.key, algorithms=["ES256"])

    def headers(self, person_id: UUID, *assignments: str, acting: str | None = None, **more: object) -> dict[str, str]:
        """Return the headers of a request made by that person, acting in `acting` (default: the first assignment)."""
        token = self.mint(person_id, *assignments, **more)  # type: ignore[arg-type]
        return {"Authorization": f"Bearer {token}", "Kehou-Acting": acting or (assignments[0] if assignments else "")}
