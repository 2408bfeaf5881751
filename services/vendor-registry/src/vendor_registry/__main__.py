"""`python -m vendor_registry ROLE`."""

from chassis.process import main
from vendor_registry.bootstrap import build
from vendor_registry.settings import Settings

if __name__ == "__main__":
    main(service="vendor-registry", settings=Settings, build=build)
