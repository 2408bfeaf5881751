"""python -m staffing serve: the staffing service as a process."""

from chassis.process import run_package

if __name__ == "__main__":
    run_package("staffing")
