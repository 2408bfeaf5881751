"""What the documents point at is there, and every decision record has a number of its own."""

import re
from collections import Counter
from pathlib import Path

import pytest

from stack.cli import COMMANDS
from stack.suites import all_suites

ROOT = Path(__file__).parents[4]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("docs/decisions/*.md")])
TESTS = [
    *ROOT.glob("tests/*/test_*.py"),
    *(test for part in ("deploy", "gateway", "libs", "services") for test in ROOT.glob(f"{part}/*/tests/**/test_*.py")),
]
RECORDS = sorted(ROOT.glob("docs/decisions/*.md"))
TRIED = re.compile(r"`(test_\w+)::(test_\w+)`")
DEFINED = re.compile(r"^(?:async )?def (test_\w+)", re.M)
CALLED = re.compile(r"\./kehou(?: ([a-z]+))?((?: --?[a-z]+(?: \"[^\"]+\"| [\w./]+)?)*)")
LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)")


@pytest.fixture(scope="module")
def suites(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    return {suite.name for suite in all_suites(ROOT, tmp_path_factory.mktemp("results"))}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_points_at_what_is_there(document: Path) -> None:
    missing = [name for name in LINK.findall(document.read_text()) if not (document.parent / name).exists()]
    assert missing == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_calls_only_commands_and_suites_that_there_are(document: Path, suites: set[str]) -> None:
    for command, options in CALLED.findall(document.read_text()):
        assert not command or command in COMMANDS
        only = re.search(r'--only "?([^"]+?)"?$', options)
        assert only is None or {name.strip() for name in only[1].split(",")} <= suites


def test_gives_each_decision_its_number_and_title() -> None:
    numbers = Counter(record.name[:4] for record in RECORDS)
    assert [number for number, times in numbers.items() if times > 1] == []
    said = {record.name: record.read_text().split(".", 1)[0] for record in RECORDS}
    assert said == {record.name: f"# {int(record.name[:4])}" for record in RECORDS}


def test_names_for_every_attempt_a_test_that_there_is() -> None:
    tables = (ROOT / "docs" / "threat-model.md").read_text().split("| attempt | what holds | tried in |\n")[1:]
    rows = [line for table in tables for line in table.split("\n\n")[0].splitlines()[1:]]
    assert [row for row in rows if not TRIED.search(row)] == []
    there = {(file.stem, name) for file in TESTS for name in DEFINED.findall(file.read_text())}
    assert sorted({named for row in rows for named in TRIED.findall(row)} - there) == []
