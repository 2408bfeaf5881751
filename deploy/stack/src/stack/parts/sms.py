"""The simulator of the provider of text messages."""

import json
import sys
from collections.abc import Mapping
from pathlib import Path

from stack import ports
from stack.parts.part import Part


class SmsProvider(Part):
    """Takes the codes that enrolment sends, and shows them to the sample city."""

    name = "sms-provider"
    start_timeout_s = 20.0

    def __init__(self, folder: Path, *, configuration: Mapping[str, str], port: int, log: Path) -> None:
        super().__init__(folder, port=port, log=log)
        self._configuration = dict(configuration)

    def prepare(self) -> None:
        """Write the configuration; its secrets must not show in the list of processes."""
        file = self.folder / "configuration.json"
        file.touch(mode=0o600)
        file.write_text(json.dumps({"port": self.port, **self._configuration}))

    def command(self) -> list[str]:
        """The simulator with its configuration."""
        return [sys.executable, "-m", "stack.sms_provider", str(self.folder / "configuration.json")]

    def is_ready(self) -> bool:
        """Ask its readiness."""
        return ports.get_succeeds(self.port, "/health/ready")
