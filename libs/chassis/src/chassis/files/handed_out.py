"""Workbooks we hand out: what they are called on the wire, and how what is written into them is taken."""

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# Options of xlsxwriter.Workbook: a name stays text, even if it looks like a formula or an address.
AS_WRITTEN = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
# Shown in yuan: a spreadsheet's number is a picture of the amount, the fen stay in the books.
YUAN_FORMAT = "#,##0.00"
