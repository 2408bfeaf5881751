"""Reading an uploaded file with a limit that holds while it is read."""

from typing import Annotated

from fastapi import Depends, Request, UploadFile

from chassis.files.workbooks import WorkbookReader
from kernel.errors import Fault, Invalid

_CHUNK_BYTES = 2**18
UPLOAD_BYTES_MAX = 20 * 2**20
# The multipart frame around a file of the full size.
UPLOAD_BODY_BYTES_MAX = UPLOAD_BYTES_MAX + 2**20


class FileTooLarge(Invalid):
    code = "chassis.file_too_large"


class FileEmpty(Invalid):
    code = "chassis.file_empty"


async def workbooks(request: Request) -> WorkbookReader:
    found: WorkbookReader = request.app.state.workbooks
    return found


# Reads a workbook beside the service, so that nobody waits for somebody else's file.
WorkbooksDep = Annotated[WorkbookReader, Depends(workbooks)]


async def read_upload(file: UploadFile, *, limit_bytes: int = UPLOAD_BYTES_MAX) -> bytes:
    """The file's content, or FileTooLarge / FileEmpty."""
    name = (file.filename or "file")[:120]
    content = bytearray()
    while chunk := await file.read(_CHUNK_BYTES):
        content += chunk
        if len(content) > limit_bytes:
            detail = f"{name} is larger than {limit_bytes // 2**20} MiB; split it"
            params = {"limit_bytes": limit_bytes}
            raise FileTooLarge(detail, params=params, faults=(Fault(name, FileTooLarge.code, detail, params),))
    if not content:
        detail = f"{name} is empty; choose the file again"
        raise FileEmpty(detail, faults=(Fault(name, FileEmpty.code, detail),))
    return bytes(content)
