"""Files we hand out: their media types, their place in the contract, and how text is written into them."""

from typing import Any
from urllib.parse import quote

from starlette.responses import Response

PDF = "application/pdf"
# What came from outside is never shown in place, whatever it says it is.
FOREIGN = "application/octet-stream"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Options of xlsxwriter.Workbook: a name stays text, even if it looks like a formula or an address.
AS_WRITTEN = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
# Shown in yuan: a spreadsheet's number is a picture of the amount, the fen stay in the books.
YUAN_FORMAT = "#,##0.00"


def file_of(*media_types: str) -> dict[int | str, dict[str, Any]]:
    """`responses` of a route that answers with a file of one of these types."""
    held = {"schema": {"type": "string", "format": "binary"}}
    return {200: {"content": dict.fromkeys(media_types, held)}}


def attachment(content: bytes, *, name: str, media_type: str = FOREIGN) -> Response:
    """The file to be saved under its name: what somebody uploads is never shown as a page of ours."""
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}",
        "X-Content-Type-Options": "nosniff",
    }
    return Response(content, media_type=media_type, headers=headers)
