"""python -m inspection serve: the inspection service as a process."""

from chassis.process import main
from inspection.bootstrap import build
from inspection.settings import Settings

if __name__ == "__main__":
    main(service="inspection", settings=Settings, build=build)
