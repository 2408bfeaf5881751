"""What is committed although a tool makes it from sources: who writes it, and who checks that it is up to date."""

import sys
from pathlib import Path


def commands(root: Path, *, write: bool) -> list[list[str]]:
    """The commands that write the protobuf code, the OpenAPI files and the brokers' access rules, or compare them."""
    found = []
    if (root / "proto" / "generate.py").exists():
        found.append([sys.executable, "proto/generate.py", *([] if write else ["--check"])])
    for exported in sorted(root.glob("services/*/openapi.json")) + sorted(root.glob("gateway/sso/openapi.json")):
        package = exported.parent.name.replace("-", "_")
        found.append([sys.executable, "-m", "stack.drift", package, str(exported), *(["--write"] if write else [])])
    if (access := root / "deploy" / "kafka" / "access.json").exists():
        found.append([sys.executable, "-m", "stack.kafka_access", str(access), *([] if write else ["--check"])])
    return found
