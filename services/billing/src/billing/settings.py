"""Settings of the billing service, from the environment (`BILLING_…`)."""

from chassis.settings import ServiceSettings, settings_config


class Settings(ServiceSettings):
    model_config = settings_config("BILLING_")
    service: str = "billing"
