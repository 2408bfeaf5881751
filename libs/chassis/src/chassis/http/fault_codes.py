"""The codes of single faults (a row of a file, an item of a request), read from the code that finds them.

A refusal declares its code as a class; a fault is one entry of its list and names its code where it is found. So that
whoever translates codes misses none, the contract lists what the service's own source names.
"""

import ast
import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

_CALLS = frozenset({"Fault", "CellFault", "fault"})


def fault_codes(package: str) -> list[str]:
    """Every fault code the service and the files it reads can answer with, sorted; none where it names none."""
    spec = find_spec(package)
    folders = [] if spec is None else [Path(folder) for folder in spec.submodule_search_locations or ()]
    # A service that loads no reader of files never answers with what can be wrong with their rows.
    reading = sys.modules.get("chassis.files.faults")
    found: set[str] = set() if reading is None else set(reading.ROW_CODES)
    for folder in folders:
        for path in folder.rglob("*.py"):
            found.update(codes_in(path.read_text(encoding="utf-8"), package))
    return sorted(found)


def codes_in(source: str, package: str) -> Iterator[str]:
    """The literal codes of `package` that calls like `Fault(…)`, `row.fault(…)` and `faults.add(…)` are given."""
    if "ault" not in source:
        return
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and _finds_a_fault(node.func):
            for given in (*node.args, *(keyword.value for keyword in node.keywords)):
                if isinstance(given, ast.Constant) and isinstance(given.value, str):
                    service, _, word = given.value.partition(".")
                    if service == package and word.isidentifier():
                        yield given.value


def _finds_a_fault(called: ast.expr) -> bool:
    if isinstance(called, ast.Name):
        return called.id in _CALLS
    if not isinstance(called, ast.Attribute):
        return False
    return called.attr in _CALLS or (called.attr == "add" and _name_of(called.value).endswith("faults"))


def _name_of(receiver: ast.expr) -> str:
    if isinstance(receiver, ast.Attribute):
        return receiver.attr
    return receiver.id if isinstance(receiver, ast.Name) else ""
