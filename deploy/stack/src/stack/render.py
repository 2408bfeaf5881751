"""Filling in ${NAME} in configuration templates."""

import re
from collections.abc import Mapping

# Upper case only: Keycloak's own texts use ${lowerCase} for translations and must pass through.
_NAME = re.compile(r"\$\{([A-Z][A-Z0-9_]*)\}")


class NameWithoutValue(Exception):
    """The template asks for something nobody gave."""


def render(template: str, values: Mapping[str, object]) -> str:
    """Return the template with every ${NAME} replaced. Raises NameWithoutValue naming what is missing."""
    missing = sorted({name for name in _NAME.findall(template) if name not in values})
    if missing:
        raise NameWithoutValue(f"the template needs {', '.join(missing)}")
    return _NAME.sub(lambda match: str(values[match.group(1)]), template)
