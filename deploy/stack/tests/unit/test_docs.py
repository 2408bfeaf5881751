"""What the documents point at is there, and every decision record has a number of its own."""

import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[4]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("docs/decisions/*.md")])
RECORDS = sorted(ROOT.glob("docs/decisions/*.md"))
LINK = re.compile(r"\]\((?!https?:|#)([^)#\s]+)")


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_points_at_what_is_there(document: Path) -> None:
    missing = [name for name in LINK.findall(document.read_text()) if not (document.parent / name).exists()]
    assert missing == []


def test_gives_each_decision_its_number_and_title() -> None:
    numbers = Counter(record.name[:4] for record in RECORDS)
    assert [number for number, times in numbers.items() if times > 1] == []
    said = {record.name: record.read_text().split(".", 1)[0] for record in RECORDS}
    assert said == {record.name: f"# {int(record.name[:4])}" for record in RECORDS}
