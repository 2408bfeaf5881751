"""A rule pack: which rules a local text sets, read from YAML and checked as a whole."""

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import yaml

from kernel.errors import Fault, Invalid
from rulebook.answer import Source
from rulebook.coverage import check_coverage
from rulebook.decode import Decoder, Unreadable, compose
from rulebook.parameters import OpenParameter
from rulebook.rule import Product, Rule, RuleHead
from rulebook.rules import KINDS, PRODUCT_KINDS, Words

ENGINE_VERSION = "1"
_NAME = re.compile(r"^[a-z][a-z0-9]*([-_][a-z0-9]+)*$")
_VERSION = re.compile(r"^\d+\.\d+\.\d+$")
_RULE_ID = re.compile(r"^[A-Z]\d{1,2}[a-z]?(-[a-z0-9-]+)?$")
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


class PackInvalid(Invalid):
    code = "rulebook.pack_invalid"


@dataclass(frozen=True, slots=True)
class Document:
    """A published text the pack follows; `number` as printed on it, where it has one."""

    title: str
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Effective:
    """First and last day on which the pack may be adopted for a term; no last day = until replaced."""

    starts_on: date
    ends_on: date | None = None
    reason: str | None = None

    def __contains__(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)


@dataclass(frozen=True, slots=True)
class Header:
    pack: str
    version: str
    engine: str
    name: Words
    effective: Effective
    documents: tuple[Document, ...]
    products: tuple[Product, ...]
    parameters: tuple[OpenParameter, ...] = ()

    def __post_init__(self) -> None:
        if not _NAME.match(self.pack):
            raise ValueError(f"'{self.pack}' is no pack id; use small letters, digits and hyphens")
        if not _VERSION.match(self.version):
            raise ValueError(f"'{self.version}' is no version; write it like 1.0.0")
        if self.engine != ENGINE_VERSION:
            raise ValueError(f"the pack is for engine {self.engine}, this is engine {ENGINE_VERSION}")
        _must_be_unique("product", [product.code for product in self.products])
        _must_be_unique("parameter", [parameter.name for parameter in self.parameters])


@dataclass(frozen=True, slots=True)
class RulePack:
    """A checked pack; ask questions of what `rulebook.adoption.adopt` makes of it."""

    text: str
    header: Header = field(compare=False)

    @property
    def id(self) -> str:
        return self.header.pack

    @property
    def version(self) -> str:
        return self.header.version

    @property
    def engine(self) -> str:
        return self.header.engine

    @property
    def name(self) -> Words:
        return self.header.name

    @property
    def effective(self) -> Effective:
        return self.header.effective

    @property
    def documents(self) -> tuple[Document, ...]:
        return self.header.documents

    @property
    def products(self) -> tuple[Product, ...]:
        return self.header.products

    @property
    def open_parameters(self) -> tuple[OpenParameter, ...]:
        return self.header.parameters

    @property
    def hash(self) -> str:
        return pack_hash(self.text)


def pack_hash(text: str) -> str:
    """SHA-256 in hex of the text without byte-order mark and trailing blanks, and with `\\n` as line end."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").split("\n")
    canonical = "\n".join(line.rstrip() for line in lines).rstrip("\n") + "\n"
    return hashlib.sha256(canonical.encode()).hexdigest()


def parse_pack(text: str) -> RulePack:
    """The pack in this text, or PackInvalid naming every fault with its place and remedy."""
    root, fault = compose(text)
    if root is None:
        raise _invalid([fault or Fault("/", "rulebook.empty", "the text is empty; a pack begins with `pack: NAME`")])
    decoder = Decoder()
    header = _read_header(decoder, root)
    if header is None:
        raise _invalid(decoder.faults)
    decoder.samples = {parameter.name: parameter.samples for parameter in header.parameters}
    rules = _read_rules(decoder, root, header)
    # Gaps and rivals are looked for only once every rule could be read; before, they would be guesses.
    faults = decoder.faults or [*_unused(decoder, header), *check_coverage(header.products, rules)]
    if faults:
        raise _invalid(faults)
    return RulePack(text, header)


def read_rules(pack: RulePack, parameters: Mapping[str, str]) -> tuple[Rule, ...]:
    """The rules of a checked pack with each parameter standing for the text given."""
    root, _ = compose(pack.text)
    assert root is not None  # noqa: S101 - the pack was parsed from this very text
    decoder = Decoder({name: (text,) for name, text in parameters.items()})
    rules = _read_rules(decoder, root, pack.header)
    if decoder.faults:
        raise _invalid(decoder.faults)
    return rules


def _unused(decoder: Decoder, header: Header) -> Iterator[Fault]:
    for parameter in header.parameters:
        if parameter.name not in decoder.used:
            detail = f"no rule uses '{parameter.name}'; use it or remove it"
            yield Fault("/parameters", "rulebook.parameter_unused", detail)


def _read_header(decoder: Decoder, root: yaml.Node) -> Header | None:
    try:
        entries = decoder.entries(root, "")
        if "rules" not in entries:
            decoder.fault(root, "/rules", "key_missing", "add 'rules'")
        kept = [(key, value) for key, value in getattr(root, "value", []) if key.value != "rules"]
        header: Header = decoder.read_fields(
            yaml.MappingNode(root.tag, kept, root.start_mark, root.end_mark), Header, ""
        )
    except Unreadable:
        return None
    return header if not decoder.faults else None


def _read_rules(decoder: Decoder, root: yaml.Node, header: Header) -> tuple[Rule, ...]:
    rules: list[Rule] = []
    seen: set[str] = set()
    try:
        nodes = decoder.items(decoder.entries(root, "")["rules"], "/rules")
    except Unreadable:
        return ()
    for index, node in enumerate(nodes):
        pointer = f"/rules/{index}"
        try:
            rule = _read_rule(decoder, node, pointer, header)
        except Unreadable:
            continue
        if rule.id in seen:
            decoder.fault(
                node, f"{pointer}/id", "rule_id_twice", f"'{rule.id}' is used above; give each rule its own id"
            )
        seen.add(rule.id)
        rules.append(rule)
    return tuple(rules)


def _read_rule(decoder: Decoder, node: yaml.Node, pointer: str, header: Header) -> Rule:
    entries = decoder.entries(node, pointer)
    source = _read_source(decoder, node, entries, pointer)
    head_only = [(key, value) for key, value in node.value if key.value not in ("states", "source", "reason")]
    head: RuleHead = decoder.read_fields(
        yaml.MappingNode(node.tag, head_only, node.start_mark, node.end_mark), RuleHead, pointer
    )
    _check_head(decoder, node, pointer, head, header)
    kind = KINDS.get(head.about)
    if kind is None:
        raise decoder.fault(
            node, f"{pointer}/about", "kind_unknown", f"'{head.about}' is not one of {', '.join(KINDS)}"
        )
    if head.products and head.about not in PRODUCT_KINDS:
        detail = f"'{head.about}' holds for the whole pack; remove 'products'"
        raise decoder.fault(node, f"{pointer}/products", "products_not_allowed", detail)
    if "states" not in entries:
        raise decoder.fault(node, f"{pointer}/states", "key_missing", "add 'states'")
    states: Any = decoder.read_fields(entries["states"], kind, f"{pointer}/states")
    return Rule(head, source, states, pointer, node.start_mark.line + 1)


def _check_head(decoder: Decoder, node: yaml.Node, pointer: str, head: RuleHead, header: Header) -> None:
    if not _RULE_ID.match(head.id):
        decoder.fault(
            node, f"{pointer}/id", "rule_id_wrong", f"'{head.id}' is no rule id; write it like R15 or C1-care"
        )
    for code in head.products:
        if code not in {product.code for product in header.products}:
            decoder.fault(node, f"{pointer}/products", "product_undeclared", f"declare '{code}' under `products`")
    declared = {parameter.name for parameter in header.parameters}
    for name in _PLACEHOLDER.findall(head.says.zh + head.says.en):
        if name not in declared:
            decoder.fault(node, f"{pointer}/says", "parameter_undeclared", f"declare '{name}' under `parameters`")


def _read_source(decoder: Decoder, node: yaml.Node, entries: Mapping[str, yaml.Node], pointer: str) -> Source:
    source = entries.get("source")
    if source is None:
        remedy = "add `source: {file, heading, words}`, or `source: default` and a `reason`"
        raise decoder.fault(node, f"{pointer}/source", "source_missing", remedy)
    if isinstance(source, yaml.ScalarNode):
        if source.value != "default" or "reason" not in entries:
            remedy = "a source is {file, heading, words}, or `default` with a `reason` beside it"
            raise decoder.fault(source, f"{pointer}/source", "source_wrong", remedy)
        return Source(reason=decoder.read(entries["reason"], str, f"{pointer}/reason"))
    cited: dict[str, str] = {}
    for key in ("file", "heading", "words"):
        part = decoder.entries(source, f"{pointer}/source").get(key)
        if part is None:
            raise decoder.fault(source, f"{pointer}/source/{key}", "key_missing", f"add '{key}'")
        cited[key] = decoder.read(part, str, f"{pointer}/source/{key}")
    return Source(**cited)


def say(sentence: str, spoken: Mapping[str, str]) -> str:
    """The sentence with each {parameter} replaced by what adoption gave."""
    return _PLACEHOLDER.sub(lambda match: spoken[match[1]], sentence)


def _must_be_unique(what: str, names: list[str]) -> None:
    for name in names:
        if names.count(name) > 1:
            raise ValueError(f"the {what} '{name}' is declared twice")


def _invalid(faults: list[Fault]) -> PackInvalid:
    first = faults[0]
    count = len(faults)
    return PackInvalid(
        f"{count} faults, the first at {first.pointer}: {first.detail}", params={"count": count}, faults=tuple(faults)
    )
