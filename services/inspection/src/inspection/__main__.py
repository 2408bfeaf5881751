"""python -m inspection serve: the inspection service as a process."""

from chassis.process import run_package

if __name__ == "__main__":
    run_package("inspection")
