"""Editing what has not changed since one looked: ETag and If-Match."""

import re
from http import HTTPStatus
from typing import Annotated

from fastapi import Depends, Header
from starlette.exceptions import HTTPException

from kernel.errors import Invalid

HEADER = "If-Match"
_ETAG = re.compile(r'^(?:W/)?"(\d{1,18})"$')


class IfMatchMalformed(Invalid):
    code = "chassis.if_match_malformed"


def etag(version: int) -> str:
    """The ETag header of a record at `version`."""
    return f'"{version}"'


async def if_match(
    if_match: Annotated[
        str | None,
        Header(alias=HEADER, description='The version that was shown and is edited or agreed to, like `"3"`.'),
    ] = None,
) -> int:
    """The version named by If-Match; 428 where it is missing."""
    if if_match is None:
        raise HTTPException(HTTPStatus.PRECONDITION_REQUIRED)
    match = _ETAG.match(if_match.strip())
    if match is None:
        raise IfMatchMalformed('write If-Match as the ETag you were given, like "3"')
    return int(match[1])


IfMatch = Annotated[int, Depends(if_match)]
