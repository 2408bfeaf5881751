"""What the enrolment service must be told."""

from typing import Self

from pydantic import SecretStr, model_validator

from chassis.settings import ServiceSettings, settings_config


class Settings(ServiceSettings):
    model_config = settings_config("ENROLMENT_")

    service: str = "enrolment"
    # Requests of the rush are collected this long at most, and so many at most, before they are admitted together.
    admission_wait_ms: int = 5
    admission_batch_max: int = 200
    # The provider of text messages; without an access key none are sent, and class teachers hand out codes.
    sms_endpoint: str = "https://dysmsapi.aliyuncs.com"
    sms_access_key_id: str = ""
    sms_access_key_secret: SecretStr | None = None
    sms_sign_name: str = ""
    sms_template_code: str = ""

    @model_validator(mode="after")
    def _sends_safely(self) -> Self:
        if not self.sms_access_key_id:
            return self
        if self.sms_access_key_secret is None or not self.sms_sign_name or not self.sms_template_code:
            raise ValueError("with sms_access_key_id give sms_access_key_secret, sms_sign_name and sms_template_code")
        if not self.local_stack and not self.sms_endpoint.startswith("https://"):
            raise ValueError("sms_endpoint must be https: the address holds telephone numbers and codes")
        return self
