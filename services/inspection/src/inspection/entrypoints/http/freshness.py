"""How fresh an answer is, and answering nothing where nothing changed."""

import hashlib
from datetime import datetime

from fastapi import Request, Response
from pydantic import BaseModel, Field

from inspection.application.queries import Freshness


class SourceView(BaseModel):
    service: str
    lag_s: int | None = Field(description="Seconds since everything it said was in the figures; absent: not known.")
    stale: bool


class FreshnessView(BaseModel):
    as_of: datetime = Field(description="Business time.")
    sources: list[SourceView]

    @classmethod
    def of(cls, fresh: Freshness) -> "FreshnessView":
        sources = [SourceView(service=one.service, lag_s=one.lag_s, stale=one.stale) for one in fresh.sources]
        return cls(as_of=fresh.as_of, sources=sources)


def answer(request: Request, body: BaseModel) -> Response:
    """The answer with its ETag, or 304 where the reader has it: lags may differ by seconds, staleness may not."""
    seconds = {"freshness": {"sources": {"__all__": {"lag_s"}}}}
    digest = hashlib.sha256(body.model_dump_json(exclude=seconds).encode()).hexdigest()[:32]
    tag = f'W/"{digest}"'
    headers = {"ETag": tag, "Cache-Control": "private, no-cache", "Vary": "Authorization, Cookie, Kehou-Acting"}
    if tag in (part.strip() for part in request.headers.get("if-none-match", "").split(",")):
        return Response(status_code=304, headers=headers)
    return Response(body.model_dump_json(), media_type="application/json", headers=headers)
