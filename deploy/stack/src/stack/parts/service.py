"""A process of one of our own services."""

import sys
from collections.abc import Mapping
from pathlib import Path

from stack import ports
from stack.parts.part import Part


class Service(Part):
    """`python -m PACKAGE ROLE`; ready when its health says so."""

    start_timeout_s = 90.0
    poll_s = 0.1

    def __init__(
        self, folder: Path, *, name: str, package: str, role: str, environment: Mapping[str, str], port: int, log: Path
    ) -> None:
        self.name = name
        super().__init__(folder, port=port, log=log)
        self.package = package
        self.role = role
        self._environment = dict(environment)

    def command(self) -> list[str]:
        """The service in the given role."""
        return [sys.executable, "-m", self.package, self.role]

    def environment(self) -> dict[str, str]:
        """The settings of the service."""
        return self._environment

    def is_ready(self) -> bool:
        """Ask its readiness."""
        return ports.get_succeeds(self.port, "/health/ready")
