"""What the inspection service must be told before it starts."""

from chassis.settings import ServiceSettings, settings_config


class Settings(ServiceSettings):
    model_config = settings_config("INSPECTION_")

    service: str = "inspection"
