"""Reading a problem (RFC 9457) as its client does."""

import httpx


def code(answer: httpx.Response) -> str:
    """Return the stable code of a refusal, whose shape is checked on the way."""
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert problem["status"] == answer.status_code
    assert problem["trace_id"] == answer.headers["trace-id"]
    return str(problem["code"])
