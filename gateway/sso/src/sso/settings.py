"""What sign-in must be told before it starts."""

from pathlib import Path
from typing import Literal, Self
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, model_validator

from chassis.settings import ServiceSettings, settings_config


class Settings(ServiceSettings):
    """Settings of sso, read from `SSO_…`."""

    model_config = settings_config("SSO_")

    service: str = "sso"

    # How browsers reach the gateway, scheme and host without a path.
    public_origin: str
    keycloak_url: str
    keycloak_realm: str = "kehou"
    client_id: str = "gateway-sso"
    client_secret: SecretStr
    admin_client_id: str = "gateway-sso-admin"
    admin_client_secret: SecretStr
    # The `acr` asked for at every sign-in: who has a second factor is asked for it, the others are not.
    wanted_acr: str = "strong"
    # What whoever needs a second factor and has none is led to when they next sign in.
    enrolment: Literal["CONFIGURE_TOTP", "webauthn-register"] = "CONFIGURE_TOTP"
    ui_folder: Path | None = None
    session_idle_s: int = Field(default=20 * 60, ge=60, le=12 * 3600)
    session_absolute_s: int = Field(default=12 * 3600, ge=300, le=24 * 3600)
    # The local stack only: every mirrored account gets them instead of a temporary password of its own.
    sample_password: SecretStr | None = None
    sample_totp_secret: SecretStr | None = None

    @property
    def addresses(self) -> dict[str, str]:
        return {**super().addresses, "keycloak_url": self.keycloak_url, "public_origin": self.public_origin}

    @model_validator(mode="after")
    def _is_coherent(self) -> Self:
        origin = urlsplit(self.public_origin)
        if origin.scheme not in {"http", "https"} or not origin.netloc or origin.path:
            raise ValueError("public_origin is written like https://kehou.example, without a path")
        if not self.local_stack and origin.scheme != "https":
            raise ValueError("public_origin must be https outside the local stack")
        if not self.local_stack and not self.keycloak_url.startswith("https://"):
            raise ValueError("keycloak_url must be https outside the local stack")
        for name in ("sample_password", "sample_totp_secret"):
            if not self.local_stack and getattr(self, name) is not None:
                raise ValueError(f"{name} is allowed in the local stack only")
        return self
