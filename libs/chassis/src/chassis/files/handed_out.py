"""Files we hand out: their names on the wire and in the contract, and how what is written into them is taken."""

from typing import Any

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
