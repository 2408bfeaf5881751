"""An answer is what its contract says: under the same names, and in a form that it names."""

import importlib
import pkgutil
from typing import Any

import pytest
from in_process import SERVICES, Operation, operations
from pydantic import BaseModel

BODY = ("200", "201", "202")


@pytest.mark.parametrize("operation", operations(), ids=str)
def test_says_what_it_answers_with(operation: Operation) -> None:
    for status, answer in operation.told["responses"].items():
        if status in BODY:
            forms = answer.get("content", {})
            assert forms, f"{status} names no form: answer 204 where there is nothing to say"
            assert all(form.get("schema") for form in forms.values()), f"{status} says nothing of {list(forms)}"


def views(model: type[Any]) -> list[type[BaseModel]]:
    return [found for each in model.__subclasses__() for found in (each, *views(each))]


def test_shows_each_field_under_the_name_the_contract_gives_it() -> None:
    """The contract names a field as it is read: one that is read under another name would be shown under none."""
    for service in SERVICES:
        folder = importlib.import_module(f"{service.replace('-', '_')}.entrypoints.http")
        for module in pkgutil.iter_modules(folder.__path__, folder.__name__ + "."):
            importlib.import_module(module.name)
    renamed = {
        f"{view.__module__}.{view.__name__}.{name}"
        for view in views(BaseModel)
        if ".entrypoints." in view.__module__
        for name, field in view.model_fields.items()
        if field.validation_alias not in (None, field.serialization_alias)
    }
    assert renamed == set()
