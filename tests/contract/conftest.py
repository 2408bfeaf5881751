"""Requests to apps in this process."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

sys.path.insert(0, str(Path(__file__).parent))

from in_process import Operation, app


@pytest.fixture
def ask(http_client: Callable[..., Any]) -> Callable[..., Any]:
    """`await ask(operation, json=…)` → the answer."""

    async def asked(operation: Operation, **more: Any) -> httpx.Response:
        async with http_client(app(operation.service)) as client:
            answer: httpx.Response = await client.request(**operation.request(**more))
            return answer

    return asked
