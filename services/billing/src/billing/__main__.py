"""`python -m billing ROLE`."""

from billing.bootstrap import build
from billing.settings import Settings
from chassis.process import main

if __name__ == "__main__":
    main(service="billing", settings=Settings, build=build)
