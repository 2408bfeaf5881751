"""python -m staffing serve: the staffing service as a process."""

from chassis.process import main
from staffing.bootstrap import build
from staffing.settings import Settings

if __name__ == "__main__":
    main(service="staffing", settings=Settings, build=build)
