"""Text that no column stores and no reader can trust is refused before a route does anything with it.

A NUL is stored nowhere. Marks that turn text around make a name read as another one; control and private characters are
seen by nobody, and printed as boxes.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from fastapi import Request

from chassis.http.problems import FAULTS_MAX, json_pointer
from kernel.errors import Fault, Invalid
from kernel.text import CharacterNotUsable, in_no_text, refused

_NUL = "\x00"
_ESCAPE = b"\\u"
Place = tuple[str | int, ...]
Found = tuple[Place, str]


class TextNotStorable(Invalid):
    code = "chassis.request_invalid"


async def storable_text(request: Request) -> None:
    """Raise TextNotStorable naming each field, parameter and part of the address that holds such a character."""
    found = [*_in_address(request), *_in_body(request)]
    if found:
        faults = tuple(_fault(place, character) for place, character in found[:FAULTS_MAX])
        raise TextNotStorable(f"{len(found)} field(s) hold a character no text may hold; see errors", faults=faults)


def _fault(place: Place, character: str) -> Fault:
    if character == _NUL:
        return Fault(json_pointer(place), "chassis.character_not_storable", "holds a NUL character; leave it out")
    error = refused(character)
    return Fault(json_pointer(place), CharacterNotUsable.code, error.detail, error.params)


def _in_address(request: Request) -> Iterator[Found]:
    for name, value in request.path_params.items():
        if isinstance(value, str) and (character := in_no_text(value)):
            yield ("path", name), character
    if request.url.query:
        yield from _holding("query", request.query_params.multi_items())


def _in_body(request: Request) -> Iterator[Found]:
    """What the route takes is parsed by now and kept on its request; other bodies, such as parts of files, are not."""
    form = getattr(request, "_form", None)
    if form is not None:
        yield from _holding("body", form.multi_items())
    elif _may_hold(getattr(request, "_body", b"")):
        yield from _in_document(getattr(request, "_json", None))


def _may_hold(body: bytes) -> bool:
    """False for a document that needs no walk: most hold neither an escape nor such a character."""
    return _ESCAPE in body or in_no_text(body.decode("utf-8", "replace")) is not None


def _holding(where: str, items: Iterable[tuple[str, Any]]) -> Iterator[Found]:
    for name, value in items:
        if isinstance(value, str) and (character := in_no_text(value)):
            yield (where, name), character


def _in_document(document: Any) -> Iterator[Found]:
    """Where text holds one; what it is part of the name of is named by what it stands in."""
    waiting: list[tuple[Place, Any]] = [(("body",), document)]
    while waiting:
        place, value = waiting.pop()
        if isinstance(value, str):
            if character := in_no_text(value):
                yield place, character
        elif isinstance(value, dict):
            odd = {name: character for name in value if (character := in_no_text(name))}
            if odd:
                yield place, next(iter(odd.values()))
            waiting += [((*place, name), held) for name, held in value.items() if name not in odd]
        elif isinstance(value, list):
            waiting += [((*place, number), held) for number, held in enumerate(value)]
