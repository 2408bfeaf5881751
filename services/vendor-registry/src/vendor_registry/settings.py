"""Settings of the vendor registry, read from VENDOR_REGISTRY_… once."""

from chassis.settings import ServiceSettings, settings_config


class Settings(ServiceSettings):
    model_config = settings_config("VENDOR_REGISTRY_")
    service: str = "vendor-registry"
