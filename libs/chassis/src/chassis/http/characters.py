"""Text that PostgreSQL stores in no column is refused before a route does anything with it."""

from collections.abc import Iterable, Iterator
from typing import Any

from fastapi import Request

from chassis.http.problems import FAULTS_MAX, json_pointer
from kernel.errors import Fault, Invalid

_NUL = "\x00"
# A document that says neither needs no walk.
_ESCAPED, _QUOTED = b"\\u0000", "%00"
Place = tuple[str | int, ...]


class TextNotStorable(Invalid):
    code = "chassis.request_invalid"


async def storable_text(request: Request) -> None:
    """Raise TextNotStorable naming each field, parameter and part of the address that holds a NUL character."""
    places = [*_in_address(request), *_in_body(request)]
    if places:
        faults = tuple(
            Fault(json_pointer(place), "chassis.character_not_storable", "holds a NUL character; leave it out")
            for place in places[:FAULTS_MAX]
        )
        raise TextNotStorable(f"{len(places)} field(s) hold a character no text may hold; see errors", faults=faults)


def _in_address(request: Request) -> Iterator[Place]:
    for name, value in request.path_params.items():
        if isinstance(value, str) and _NUL in value:
            yield "path", name
    if _QUOTED in request.url.query:
        yield from (("query", name) for name in _holding(request.query_params.multi_items()))


def _in_body(request: Request) -> Iterator[Place]:
    """What the route takes is parsed by now and kept on its request; other bodies, such as parts of files, are not."""
    form = getattr(request, "_form", None)
    if form is not None:
        yield from (("body", name) for name in _holding(form.multi_items()))
    elif _ESCAPED in getattr(request, "_body", b""):
        yield from _in_document(getattr(request, "_json", None))


def _holding(items: Iterable[tuple[str, Any]]) -> list[str]:
    return [name for name, value in items if isinstance(value, str) and _NUL in value]


def _in_document(document: Any) -> Iterator[Place]:
    """Where text holds a NUL; what a NUL is part of the name of is named by what it stands in."""
    waiting: list[tuple[Place, Any]] = [(("body",), document)]
    while waiting:
        place, value = waiting.pop()
        if isinstance(value, str):
            if _NUL in value:
                yield place
        elif isinstance(value, dict):
            if any(_NUL in name for name in value):
                yield place
            waiting += [((*place, name), held) for name, held in value.items() if _NUL not in name]
        elif isinstance(value, list):
            waiting += [((*place, number), held) for number, held in enumerate(value)]
