"""`python -m vendor_registry ROLE`."""

from chassis.process import run_package

if __name__ == "__main__":
    run_package("vendor_registry")
