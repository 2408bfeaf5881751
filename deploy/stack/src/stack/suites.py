"""What `kehou test` runs, in order."""

import os
import subprocess
import sys
import time
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO
from xml.etree import ElementTree

from stack.generated import commands as generated
from stack.ui import node_environment

BIN = Path(sys.executable).parent
SUITE_TIMEOUT_S = 3_600
NO_TESTS = 5  # pytest's exit code when it collected nothing


@dataclass(frozen=True, slots=True)
class Suite:
    """Commands that together make one line of the result; `report` is the JUnit file of one that pytest runs.

    What is `aside` waits for others most of the time, and runs beside the suites after it.
    """

    name: str
    commands: Sequence[Sequence[str]]
    report: Path | None = None
    folder: Path | None = None
    environment: Mapping[str, str] = field(default_factory=dict)
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a suite went. A suite without tests of its own counts as one; what was skipped is named with its reason."""

    suite: Suite
    seconds: float
    passed: int
    failed: int
    skipped: Sequence[tuple[str, str]]
    log: Path


def all_suites(root: Path, results: Path, *, soak: int | None = None, fuzz: int | None = None) -> list[Suite]:
    """Return every suite that this checkout has something for."""
    members = member_folders(root)
    sources = [str(source.relative_to(root)) for folder in members if (source := folder / "src").is_dir()]
    deptry = [
        [str(BIN / "deptry"), "--config", str(folder / "pyproject.toml"), str(folder / "src")]
        for folder in members
        if (folder / "src").is_dir()
    ]
    suites = [
        replace(
            _pytest(root, results, "end to end", sorted(root.glob("tests/e2e"))),
            environment={
                name: str(times) for name, times in (("KEHOU_SOAK", soak), ("KEHOU_FUZZ", fuzz)) if times is not None
            },
            aside=True,
        ),
        Suite("lint", [[str(BIN / "ruff"), "check", "."]]),
        Suite("format", [[str(BIN / "ruff"), "format", "--check", "."]]),
        Suite("types", [[str(BIN / "mypy"), *sources]]),
        Suite("import rules", [[str(BIN / "lint-imports")]]),
        Suite("dependencies", deptry),
        *_contracts(root),
        Suite("drift", generated(root, write=False)),
        *_ui(root),
        _pytest(root, results, "unit", [*sorted(root.glob("*/**/tests/unit")), *sorted(root.glob("tests/contract"))]),
        _pytest(root, results, "integration", [*sorted(root.glob("*/**/tests/integration")), *_edge(root)]),
    ]
    return [suite for suite in suites if suite.commands]


def member_folders(root: Path) -> list[Path]:
    """Return the folders of the workspace's members."""
    workspace = tomllib.loads((root / "pyproject.toml").read_text())
    patterns = workspace["tool"]["uv"]["workspace"]["members"]
    return sorted(
        folder for pattern in patterns for folder in root.glob(pattern) if (folder / "pyproject.toml").exists()
    )


def run_suite(suite: Suite, root: Path, results: Path) -> Outcome:
    """Run a suite, its output into a file of `results`."""
    log = results / f"{suite.name.replace(' ', '-')}.log"
    began = time.monotonic()
    failed_commands = 0
    with log.open("wb") as output:
        for command in suite.commands:
            code = _run(command, root if suite.folder is None else suite.folder, suite.environment, output)
            if code and not (code == NO_TESTS and suite.report):
                failed_commands += 1
    seconds = time.monotonic() - began
    if suite.report is None:
        return Outcome(suite, seconds, int(not failed_commands), int(bool(failed_commands)), (), log)
    passed, failed, skipped = _counts(suite.report)
    # pytest that fell over before it could count is a failure too.
    return Outcome(suite, seconds, passed, max(failed, int(bool(failed_commands))), skipped, log)


def _run(command: Sequence[str], folder: Path, environment: Mapping[str, str], output: IO[bytes]) -> int:
    try:
        return subprocess.run(
            command,
            cwd=folder,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            check=False,
            timeout=SUITE_TIMEOUT_S,
        ).returncode
    except (OSError, subprocess.TimeoutExpired) as problem:
        output.write(f"{problem}\n".encode())
        return 1


def _counts(report: Path) -> tuple[int, int, Sequence[tuple[str, str]]]:
    if not report.exists():
        return 0, 0, ()
    total = failed = 0
    root = ElementTree.parse(report).getroot()  # noqa: S314 - pytest wrote it just now
    for suite in root.iter("testsuite"):
        total += int(suite.get("tests", 0))
        failed += int(suite.get("failures", 0)) + int(suite.get("errors", 0))
    skipped = [
        (test.get("name", ""), why.get("message", "")) for test in root.iter("testcase") for why in test.iter("skipped")
    ]
    return max(0, total - failed - len(skipped)), failed, skipped


def _pytest(root: Path, results: Path, name: str, folders: Sequence[Path]) -> Suite:
    report = results / f"{name.replace(' ', '-')}.xml"
    report.unlink(missing_ok=True)
    wanted = [str(folder.relative_to(root)) for folder in folders if not _is_foreign(folder)]
    command = [sys.executable, "-m", "pytest", "-q", f"--junitxml={report}", *wanted]
    return Suite(name, [command] if wanted else [], report=report)


def _is_foreign(folder: Path) -> bool:
    return any(part in {"node_modules", "site-packages"} or part.startswith(".") for part in folder.parts)


def _edge(root: Path) -> list[Path]:
    folder = root / "gateway" / "edge" / "tests"
    return [folder] if folder.is_dir() and not (folder / "integration").is_dir() else []


def _contracts(root: Path) -> list[Suite]:
    proto = root / "proto"
    if not (proto / "buf.yaml").exists():
        return []
    buf = str(BIN / "buf")
    # Compared with the last release; before the first one, with what was committed last.
    tag = subprocess.run(
        ["git", "describe", "--tags", "--abbrev=0", "--match", "v*"],
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    ).stdout.strip()
    against = f"{root / '.git'}#subdir=proto,ref={tag or 'HEAD'}"
    return [
        Suite("contract lint", [[buf, "lint"], [buf, "format", "--diff", "--exit-code"]], folder=proto),
        Suite("contract breaking changes", [[buf, "breaking", "--against", against]], folder=proto),
    ]


def _ui(root: Path) -> list[Suite]:
    folder = root / "gateway" / "ui"
    if not (folder / "package.json").exists():
        return []
    commands = [[sys.executable, "-m", "stack.ui", str(folder)], ["npm", "run", "--silent", "check"]]
    environment = node_environment()
    return [Suite("portal", commands, folder=folder, environment=environment)]
