"""The base of every request body: nothing unknown is taken, nothing is decided or stated by leaving it out."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from enum import Enum
from types import NoneType
from typing import Annotated, Any, Literal, get_args, get_origin
from uuid import UUID

from fastapi import UploadFile
from pydantic import BaseModel, ConfigDict, Strict
from pydantic.fields import FieldInfo

from chassis.http.values import Written

# Leaving such a field out says nothing; any other default would speak for whoever left it out.
_SAYS_NOTHING: tuple[object, ...] = (None, "", [], {}, ())
_COLLECTIONS = (list, tuple, set, frozenset, dict)
_CLOSED = (NoneType, UUID, bytes, UploadFile)


class LooseInput(TypeError):
    """A request takes more than it says; found when its class is made or its app is built, never later."""


class Body(BaseModel):
    """Unknown fields are refused; types that take several writings and defaults that decide are no Body."""

    model_config = ConfigDict(extra="forbid")

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        super().__pydantic_init_subclass__(**kwargs)
        found = [f"{name}: {fault}" for name, field in cls.model_fields.items() for fault in _faults_of(field)]
        if found:
            raise LooseInput(f"{cls.__name__} is too loose for a request: {'; '.join(found)}")


def _faults_of(field: FieldInfo) -> Iterator[str]:
    yield from loose(field.annotation, field.metadata)
    if not field.is_required() and field.get_default(call_default_factory=True) not in _SAYS_NOTHING:
        yield "its default decides for whoever leaves it out"


def loose(annotation: Any, metadata: Iterable[object] = ()) -> Iterator[str]:
    """What makes a type take more than one writing, or more than can be held."""
    marks = [inner for one in metadata for inner in (getattr(one, "metadata", None) or (one,))]
    origin, parts = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        yield from loose(parts[0], (*marks, *parts[1:]))
    elif origin is Literal:
        return
    elif origin is not None:
        if origin in _COLLECTIONS and not _has(marks, "max_length"):
            yield "a collection needs max_length"
        for part in parts:
            # What is said of an optional value is said of the value.
            yield from loose(part, marks if NoneType in parts else ())
    else:
        yield from _loose_scalar(annotation, marks)


def _loose_scalar(annotation: Any, marks: list[object]) -> Iterator[str]:
    if any(isinstance(mark, Written) for mark in marks) or annotation in _CLOSED:
        return
    if annotation is bool:
        if not any(isinstance(mark, Strict) for mark in marks):
            yield "use Flag or AskedFlag"
    elif annotation is int:
        if not any(isinstance(mark, Strict) for mark in marks) or not (_has(marks, "le") or _has(marks, "lt")):
            yield "use Fen, Count, asked() or a strict int with bounds"
    elif annotation is str:
        if not (_has(marks, "max_length") or _has(marks, "pattern")):
            yield "a text needs max_length or a pattern"
    elif annotation in (date, time, datetime):
        yield "use Day, TimeOfDay or Instant"
    elif not (isinstance(annotation, type) and issubclass(annotation, Body | Enum)):
        yield f"{annotation} is no type of requests"


def _has(marks: list[object], name: str) -> bool:
    return any(getattr(mark, name, None) is not None for mark in marks)
