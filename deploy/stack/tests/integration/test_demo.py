"""A demo begins with nothing, deletes what a demo left, and touches nobody else's data."""

from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from stack.commands.demo import MARK, is_untouched, prepare_empty_stack
from stack.console import root
from stack.control import Control, StackFailed
from stack.environment import cluster
from stack.installation import Installation, open_installation
from stack.process import end_all_leftovers

UP_S = 60.0
PUBLISH = "CREATE SCHEMA chassis; CREATE TABLE chassis.outbox (id int); INSERT INTO chassis.outbox VALUES (1)"


@pytest.fixture
def control(tmp_path: Path) -> Iterator[Control]:
    checkout = tmp_path / "checkout"
    checkout.mkdir()
    for name in ("deploy", "gateway", "libs", "services"):
        (checkout / name).symlink_to(root() / name)
    made = Control(checkout)
    yield made
    made.stop()
    end_all_leftovers(made.state, grace_s=10)


def prepare(control: Control, said: StringIO | None = None) -> Installation:
    """As `kehou demo` does, on databases alone: they are where a demo looks."""

    def start(_say: Console) -> Installation:
        control.launch(only=frozenset({"databases"}))
        control.await_up(timeout_s=UP_S)
        return open_installation(control.root)

    return prepare_empty_stack(control, Console(file=said or StringIO()), start=start)


def published(installation: Installation) -> str:
    return cluster(installation).execute("SELECT count(*) FROM chassis.outbox", database="billing")


def test_deletes_what_the_demo_before_left_and_keeps_ports_and_secrets(control: Control) -> None:
    said = StringIO()
    first = prepare(control, said)
    assert said.getvalue() == ""
    assert is_untouched(first)
    cluster(first).execute(PUBLISH, database="billing")
    file = first.folder("sample") / "statement.csv"
    file.parent.mkdir()
    file.write_text("left by the demo before")
    assert not is_untouched(first)

    second = prepare(control, said)
    assert "Deleting what the demo before left" in said.getvalue()
    assert is_untouched(second)
    assert not file.exists()
    assert (control.state / MARK).exists()
    assert (second.ports, second.secrets) == (first.ports, first.secrets)


def test_refuses_a_stack_with_data_that_no_demo_made_and_leaves_it(control: Control) -> None:
    installation = prepare(control)
    cluster(installation).execute(PUBLISH, database="billing")
    (control.state / MARK).unlink()
    for _ in range(2):
        with pytest.raises(StackFailed, match="no demo made"):
            prepare(control)
        assert published(installation) == "1"
        # It must not say of the data that a demo made it: the next demo would delete it.
        assert not (control.state / MARK).exists()
