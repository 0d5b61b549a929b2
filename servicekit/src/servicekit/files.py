"""Downloads: attachment headers that carry any name safely, and byte ranges."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO
from urllib.parse import quote

from django.http import FileResponse
from django.http.response import HttpResponseBase

from servicekit.problems import problem_response

CHUNK = 256 * 1024
_RANGE = re.compile(r"bytes=(\d*)-(\d*)\Z")


@dataclass(frozen=True, slots=True)
class Download:
    """What is sent: `open_at(offset)` returns a stream of the stored bytes from there."""

    file_name: str
    media_type: str
    size: int
    etag: str
    open_at: Callable[[int], BinaryIO]


def content_disposition(file_name: str) -> str:
    """Return an attachment header; the ASCII form for old clients, RFC 5987 for the rest."""
    ascii_name = re.sub(r"[^A-Za-z0-9._ -]", "_", file_name).strip() or "file"
    return f"attachment; filename=\"{ascii_name}\"; filename*=UTF-8''{quote(file_name, safe='')}"


def download_response(
    download: Download, *, range_header: str | None, if_range: str | None = None
) -> HttpResponseBase:
    """Answer with the whole file, the one range that was asked for, or 416."""
    wanted = range_header if if_range is None or if_range == download.etag else None
    span = _span(wanted, download.size)
    if span is None:
        return problem_response(
            416,
            "range_not_satisfiable",
            f"The file has {download.size} bytes.",
            headers={"Content-Range": f"bytes */{download.size}"},
        )
    start, stop = span
    response = _body(download, start, stop)
    if wanted and (start, stop) != (0, download.size):
        response.status_code = 206
        response["Content-Range"] = f"bytes {start}-{stop - 1}/{download.size}"
    response["Content-Length"] = str(stop - start)
    response["Content-Type"] = download.media_type
    response["Content-Disposition"] = content_disposition(download.file_name)
    response["Accept-Ranges"] = "bytes"
    response["ETag"] = download.etag
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-cache"
    return response


def _span(header: str | None, size: int) -> tuple[int, int] | None:
    """Return the half-open byte span; the whole file for no or an unknown range, None for 416."""
    match = _RANGE.match(header.strip()) if header else None
    if match is None or match.groups() == ("", ""):
        return 0, size
    first, last = match.groups()
    if not first:
        start, stop = max(size - int(last), 0), size
    else:
        start, stop = int(first), min(int(last) + 1 if last else size, size)
    if last and first and int(last) < int(first):
        return 0, size
    return (start, stop) if start < stop else None


def _body(download: Download, start: int, stop: int) -> FileResponse:
    stream = download.open_at(start)
    if stop == download.size:
        response = FileResponse(stream)
        response.block_size = CHUNK
        return response
    response = FileResponse(_limited(stream, stop - start))
    response._resource_closers.append(stream.close)  # type: ignore[attr-defined]
    return response


def _limited(stream: BinaryIO, remaining: int) -> Iterator[bytes]:
    while remaining > 0:
        chunk = stream.read(min(CHUNK, remaining))
        if not chunk:
            return
        remaining -= len(chunk)
        yield chunk
