"""What the enrolment service must be told."""

from chassis.settings import ServiceSettings, settings_config


class Settings(ServiceSettings):
    model_config = settings_config("ENROLMENT_")

    service: str = "enrolment"
    # Requests of the rush are collected this long at most, and so many at most, before they are admitted together.
    admission_wait_ms: int = 5
    admission_batch_max: int = 200
