"""Bodies made from their schema: whole ones, and each of the ways to leave out or misspell one key of them."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from typing import Any

from hypothesis import find, settings
from hypothesis import strategies as st

UUID_SHOWN = "01900000-0000-7000-8000-000000000001"
Schema = Mapping[str, Any]
Place = tuple[str | int, ...]


@dataclass(frozen=True)
class Broken:
    """A body with one key less, or one key written wrongly; `pointer` names the key that is to be refused."""

    body: Any
    pointer: str
    code: str


@dataclass(frozen=True)
class Sampler:
    """Makes values of the schemas of one document."""

    schemas: Mapping[str, Schema]

    def meant(self, schema: Schema) -> Schema:
        """The schema behind references; of several, the first that says something."""
        while True:
            if "$ref" in schema:
                schema = self.schemas[schema["$ref"].rpartition("/")[2]]
            elif choices := schema.get("anyOf") or schema.get("oneOf") or schema.get("allOf"):
                schema = next(one for one in choices if one.get("type") != "null")
            else:
                return schema

    def whole(self, schema: Schema) -> Any:
        """A value with every key the schema knows, at every depth, and one item in each list."""
        schema = self.meant(schema)
        if "examples" in schema:
            return schema["examples"][0]
        if "enum" in schema or "const" in schema:
            return schema.get("const", schema.get("enum", [None])[0])
        match schema.get("type"):
            case "object":
                return self._object(schema)
            case "array":
                return [self.whole(schema["items"])] * max(1, schema.get("minItems", 0))
            case "integer":
                return int(schema.get("minimum", 0))
            case "boolean":
                return True
            case "string":
                return self.text(schema)
        raise AssertionError(f"no sample is made of {schema}")

    def text(self, schema: Schema) -> str | bytes:
        if schema.get("format") == "binary" or "contentMediaType" in schema:
            return b"x"
        if schema.get("format") == "uuid":
            return UUID_SHOWN
        if "pattern" in schema:
            return written(schema["pattern"], schema.get("minLength", 0))
        return "x" * max(1, schema.get("minLength", 0))

    def broken(self, schema: Schema, body: Any) -> Iterator[Broken]:
        """Each key misspelt, and each that may not be left out left out."""
        for place, inner in self._objects(schema, body, ()):
            for name in inner["properties"]:
                holder, pointer = _at(body, place), "#" + "".join(f"/{part}" for part in place)
                without = {key: value for key, value in holder.items() if key != name}
                misspelt = {**without, name + "_": holder[name]}
                yield Broken(_put(body, place, misspelt), f"{pointer}/{name}_", "chassis.field_unknown")
                if name in inner.get("required", ()):
                    yield Broken(_put(body, place, without), f"{pointer}/{name}", "chassis.field_missing")

    def _object(self, schema: Schema) -> Any:
        if "properties" not in schema:
            values = schema.get("additionalProperties")
            return {"name": self.whole(values)} if isinstance(values, dict) else {}
        return {name: self.whole(inner) for name, inner in schema["properties"].items()}

    def _objects(self, schema: Schema, value: Any, place: Place) -> Iterator[tuple[Place, Schema]]:
        schema = self.meant(schema)
        if isinstance(value, dict) and "properties" in schema:
            yield place, schema
            for name, inner in schema["properties"].items():
                yield from self._objects(inner, value[name], (*place, name))
        elif isinstance(value, list) and "items" in schema:
            yield from self._objects(schema["items"], value[0], (*place, 0))


@cache
def written(pattern: str, length_min: int = 0) -> str:
    """The simplest text that fits the pattern."""
    once = settings(database=None, derandomize=True, deadline=None)
    return find(st.from_regex(pattern.replace("$", r"\Z")), lambda found: len(found) >= length_min, settings=once)


def _at(body: Any, place: Place) -> Any:
    for part in place:
        body = body[part]
    return body


def _put(body: Any, place: Place, value: Any) -> Any:
    if not place:
        return value
    changed = deepcopy(body)
    _at(changed, place[:-1])[place[-1]] = value
    return changed
