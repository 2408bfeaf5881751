"""`python -m enrolment serve` and the other roles of a service."""

from chassis.process import main
from enrolment.bootstrap import build
from enrolment.settings import Settings

if __name__ == "__main__":
    main(service="enrolment", settings=Settings, build=build)
