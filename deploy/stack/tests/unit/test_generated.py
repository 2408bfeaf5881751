"""What tools make from sources is written by one command and checked by one suite, each file by both."""

from pathlib import Path

import pytest

from stack import drift
from stack.generated import commands

ROOT = Path(__file__).parents[4]


def test_writes_whatever_it_checks() -> None:
    checked = [[word for word in one if word != "--check"] for one in commands(ROOT, write=False)]
    assert checked == [[word for word in one if word != "--write"] for one in commands(ROOT, write=True)]
    told = " ".join(word for one in checked for word in one)
    for file in (
        "proto/generate.py",
        "access.json",
        *(f"services/{name}/openapi.json" for name in ("billing", "staffing")),
    ):
        assert file in told


@pytest.fixture
def exporting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A package `small` that exports its contract as a service does."""
    (tmp_path / "small.py").write_text("print('{}')\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))


@pytest.mark.usefixtures("exporting")
def test_writes_the_file_that_the_check_then_takes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    exported = tmp_path / "openapi.json"
    exported.write_text("[]\n")
    assert drift.main("small", exported) == 1
    assert "./kehou generate" in capsys.readouterr().out
    assert drift.main("small", exported, write=True) == 0
    assert drift.main("small", exported) == 0


def test_leaves_the_file_where_the_service_cannot_say_it(tmp_path: Path) -> None:
    exported = tmp_path / "openapi.json"
    exported.write_text("as it was")
    assert drift.main("no_such_service", exported, write=True) == 1
    assert exported.read_text() == "as it was"
