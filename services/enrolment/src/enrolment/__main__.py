"""`python -m enrolment serve` and the other roles of a service."""

from chassis.process import run_package

if __name__ == "__main__":
    run_package("enrolment")
