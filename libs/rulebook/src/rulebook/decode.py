"""From YAML nodes to frozen types, by their annotations; every fault is kept with its place and remedy."""

import dataclasses
import re
import types
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import Enum
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

import yaml

from kernel.errors import Fault
from kernel.money import Money

# A pack is a few hundred lines; more, or nested deeper, is not a pack but an attack on the parser.
TEXT_CHARACTERS_MAX = 400_000
DEPTH_MAX = 16
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"^-?[0-9]{1,15}$")
_DATE = re.compile(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$")
_TIME = re.compile(r"^[0-9]{2}:[0-9]{2}$")
_NULL_TAG = "tag:yaml.org,2002:null"


@dataclass(frozen=True, slots=True)
class Range:
    """Bounds of an integer, or of an amount in fen, both included."""

    least: int
    most: int


class Unreadable(Exception):
    """The value could not be read; its fault is recorded already."""


@dataclass
class Decoder:
    """Reads nodes; `samples` are the texts each parameter may stand for, all of which must be readable."""

    samples: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    used: set[str] = field(default_factory=set)

    def fault(self, node: yaml.Node, pointer: str, code: str, detail: str) -> Unreadable:
        mark = node.start_mark
        line, column = mark.line + 1, mark.column + 1
        self.faults.append(
            Fault(
                pointer or "/",
                f"rulebook.{code}",
                f"line {line}, column {column}: {detail}",
                {"line": line, "column": column},
            )
        )
        return Unreadable()

    def read(self, node: yaml.Node, hint: Any, pointer: str, bounds: Range | None = None) -> Any:
        """The node as `hint`; raise Unreadable after recording what is wrong."""
        if get_origin(hint) is Annotated:
            inner, *extras = get_args(hint)
            return self.read(node, inner, pointer, next((x for x in extras if isinstance(x, Range)), None))
        if get_origin(hint) in (Union, types.UnionType):
            inner = next(arg for arg in get_args(hint) if arg is not type(None))
            return None if node.tag == _NULL_TAG else self.read(node, inner, pointer, bounds)
        name = parameter_name(node)
        if name is not None:
            return self._read_parameter(node, name, hint, pointer, bounds)
        if get_origin(hint) in (tuple, frozenset):
            return self._read_many(node, hint, pointer)
        if dataclasses.is_dataclass(hint) and not hasattr(hint, "parse") and hint is not Money:
            return self.read_fields(node, hint, pointer)
        return self._read_scalar(node, hint, pointer, bounds)

    def read_fields(self, node: yaml.Node, kind: Any, pointer: str) -> Any:
        """A frozen dataclass from a mapping: unknown, missing and contradicting keys are faults."""
        entries = self.entries(node, pointer)
        hints = get_type_hints(kind, include_extras=True)
        values: dict[str, Any] = {}
        intact = True
        keys = {_key(f.name, hints[f.name]): f for f in dataclasses.fields(kind)}
        for unknown in entries.keys() - keys.keys():
            detail = f"'{unknown}' is not known here; use one of {', '.join(sorted(keys))}"
            self.fault(entries[unknown], f"{pointer}/{unknown}", "key_unknown", detail)
            intact = False
        for key, spec in keys.items():
            if key in entries:
                try:
                    values[spec.name] = self.read(entries[key], hints[spec.name], f"{pointer}/{key}")
                except Unreadable:
                    intact = False
            elif spec.default is dataclasses.MISSING and spec.default_factory is dataclasses.MISSING:
                self.fault(node, f"{pointer}/{key}", "key_missing", f"add '{key}'")
                intact = False
        if not intact:
            raise Unreadable
        try:
            return kind(**values)
        except ValueError as contradiction:
            raise self.fault(node, pointer, "contradiction", str(contradiction)) from None

    def entries(self, node: yaml.Node, pointer: str) -> dict[str, yaml.Node]:
        """The values of a mapping by key, in order."""
        if not isinstance(node, yaml.MappingNode):
            raise self.fault(node, pointer, "not_a_mapping", "write `key: value` lines here")
        found: dict[str, yaml.Node] = {}
        for key, value in node.value:
            text = str(key.value)
            if text in found:
                self.fault(key, f"{pointer}/{text}", "key_twice", f"'{text}' is written twice; keep one")
            found[text] = value
        return found

    def items(self, node: yaml.Node, pointer: str) -> list[yaml.Node]:
        if not isinstance(node, yaml.SequenceNode):
            raise self.fault(node, pointer, "not_a_list", "write a list here: [one, two] or `- one` lines")
        return list(node.value)

    def _read_many(self, node: yaml.Node, hint: Any, pointer: str) -> Any:
        item_hint = get_args(hint)[0]
        values, intact = [], True
        for index, item in enumerate(self.items(node, pointer)):
            try:
                values.append(self.read(item, item_hint, f"{pointer}/{index}"))
            except Unreadable:
                intact = False
        if not intact:
            raise Unreadable
        return get_origin(hint)(values)

    def _read_parameter(self, node: yaml.Node, name: str, hint: Any, pointer: str, bounds: Range | None) -> Any:
        if name not in self.samples:
            raise self.fault(node, pointer, "parameter_undeclared", f"declare '{name}' under `parameters`")
        self.used.add(name)
        value: Any = None
        for text in self.samples[name]:
            stand_in = yaml.ScalarNode("tag:yaml.org,2002:str", text, node.start_mark, node.end_mark)
            value = self._read_scalar(stand_in, hint, pointer, bounds)
        return value

    def _read_scalar(self, node: yaml.Node, hint: Any, pointer: str, bounds: Range | None) -> Any:
        if not isinstance(node, yaml.ScalarNode) or node.tag == _NULL_TAG:
            raise self.fault(node, pointer, "value_missing", f"write {_wanted(hint)} here")
        try:
            value = read_text(str(node.value), hint)
        except ValueError as reason:
            detail = f"'{node.value}' is not {_wanted(hint)}" + (f"; {reason}" if hasattr(hint, "parse") else "")
            raise self.fault(node, pointer, "value_wrong", detail) from None
        number = value.fen if isinstance(value, Money) else value
        if bounds is not None and not bounds.least <= number <= bounds.most:
            detail = f"{number} is not between {bounds.least} and {bounds.most}"
            raise self.fault(node, pointer, "value_out_of_range", detail)
        return value


def read_text(text: str, hint: Any) -> Any:
    """A scalar's text as `hint`; raise ValueError where it is none. Nothing is guessed: no `yes`, no 18.5."""
    if hint is str and text.strip():
        return text.strip()
    if hint is bool and text in ("true", "false"):
        return text == "true"
    if hint in (int, Money) and _INTEGER.match(text):
        return hint(int(text))
    if hint is date and _DATE.match(text):
        return date.fromisoformat(text)
    if hint is time and _TIME.match(text):
        return time.fromisoformat(text)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint(text)
    if hasattr(hint, "parse"):
        return hint.parse(text)
    raise ValueError(text)


def compose(text: str) -> tuple[yaml.Node | None, Fault | None]:
    """The root node of one YAML document, or the fault that keeps it from being read."""
    if len(text) > TEXT_CHARACTERS_MAX:
        return None, Fault("/", "rulebook.too_long", f"a pack has at most {TEXT_CHARACTERS_MAX} characters")
    try:
        text.encode()
        fault = _first_hazard(yaml.parse(text, Loader=_LOADER))
        return (None, fault) if fault else (yaml.compose(text, Loader=_LOADER), None)
    except UnicodeError:
        return None, Fault(
            "/", "rulebook.not_yaml", "the text holds half a character (a lone surrogate); send it as UTF-8"
        )
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 1}, column {mark.column + 1}: " if mark else ""
        problem = getattr(error, "problem", None) or str(error)
        return None, Fault("/", "rulebook.not_yaml", f"{where}this is no YAML ({problem})")


def parameter_name(node: yaml.Node) -> str | None:
    """The name in `{parameter: NAME}`, else None."""
    if isinstance(node, yaml.MappingNode) and len(node.value) == 1 and node.value[0][0].value == "parameter":
        return str(node.value[0][1].value)
    return None


def _first_hazard(events: Iterable[yaml.Event]) -> Fault | None:
    """Aliases multiply and nesting recurses, so both are refused before the document is composed."""
    depth = documents = 0
    for event in events:
        mark = event.start_mark
        where = f"line {mark.line + 1}, column {mark.column + 1}: " if mark else ""
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        documents += isinstance(event, yaml.DocumentStartEvent)
        if isinstance(event, yaml.AliasEvent):
            return Fault("/", "rulebook.alias", f"{where}write the value out, aliases (*) are not allowed")
        if depth > DEPTH_MAX:
            return Fault("/", "rulebook.too_deep", f"{where}nested deeper than {DEPTH_MAX} levels")
        if documents > 1:
            return Fault("/", "rulebook.not_one_document", f"{where}a pack is one document; remove what follows ---")
    return None


def _key(name: str, hint: Any) -> str:
    """Amounts of money say their unit: the field `most` is written `most_fen`."""
    return f"{name}_fen" if Money in _leaves(hint) else name


def _leaves(hint: Any) -> set[Any]:
    if get_origin(hint) in (Union, types.UnionType):
        return {leaf for arg in get_args(hint) for leaf in _leaves(arg)}
    return _leaves(get_args(hint)[0]) if get_origin(hint) is Annotated else {hint}


def _wanted(hint: Any) -> str:
    if isinstance(hint, type) and issubclass(hint, Enum):
        return "one of " + ", ".join(str(member.value) for member in hint)
    known = {int: "a whole number", Money: "a whole number of fen", date: "a date like 2026-03-01"}
    known |= {time: "a time like 18:00", bool: "true or false", str: "text"}
    return str(known.get(hint, "such a value"))
