"""After signing in a person stays on this portal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sso.domain.return_to import safe_return_to


@pytest.mark.parametrize("path", ["/", "/finance/recon", "/school/board?term=2026-spring#task-3", "/a/b/c"])
def test_keeps_a_path_of_our_own(path: str) -> None:
    assert safe_return_to(path) == path


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "https://evil.example",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "/\t/evil.example",
        "/\n/evil.example",
        "javascript:alert(1)",
        "evil.example",
        "/auth/logout",
        "/auth",
        "/" + "a" * 3000,
    ],
)
def test_refuses_everything_else(text: str | None) -> None:
    assert safe_return_to(text) == "/"


@given(st.text())
def test_always_gives_a_path_of_one_slash(text: str) -> None:
    path = safe_return_to(text)
    assert path.startswith("/")
    assert not path.startswith("//")
    assert "\\" not in path
