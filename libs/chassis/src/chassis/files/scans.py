"""Scans of papers: which files pass as one, and as what."""

from kernel.errors import Fault, Invalid

_SIGNATURES = {b"%PDF-": "application/pdf", b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}
SCAN_TYPES = tuple(_SIGNATURES.values())
# How much of a file `scan_type` must see.
SIGNATURE_BYTES_MAX = max(map(len, _SIGNATURES))


class NotAScan(Invalid):
    code = "chassis.not_a_scan"


def scan_type(content: bytes) -> str:
    """The media type by what the file holds, not by what its sender says; raise NotAScan for any other kind."""
    for signature, media_type in _SIGNATURES.items():
        if content.startswith(signature):
            return media_type
    detail = "a scan is a PDF, a JPEG or a PNG file; save it as one of these and upload it again"
    raise NotAScan(detail, faults=(Fault("file", NotAScan.code, detail),))
