"""`Prefer`, ETags and downloads."""

import io

import pytest
from django.test import RequestFactory
from rest_framework.request import Request

from servicekit.conditional import etag_of, matches, not_modified, require_match
from servicekit.errors import PreconditionFailed
from servicekit.files import Download, content_disposition, download_response
from servicekit.prefer import Preference, read_preference


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (None, Preference()),
        ("respond-async", Preference(respond_async=True)),
        ("wait=5", Preference(wait=5)),
        ("Respond-Async, wait=10; x=y", Preference(respond_async=True, wait=10)),
        ('wait="7"', Preference(wait=7)),
        ("wait=999", Preference(wait=60)),
        ("wait=-1, wait=x, return=minimal", Preference()),
    ],
)
def test_preferences_are_read(header: str | None, expected: Preference) -> None:
    assert read_preference(header, longest_wait=60) == expected


def test_what_was_applied_is_named() -> None:
    assert Preference(respond_async=True, wait=3).applied == "respond-async, wait=3"


def test_the_known_state_is_not_sent_again() -> None:
    etag = etag_of("a", 1)
    request = Request(RequestFactory().get("/", headers={"If-None-Match": f'W/{etag}, "x"'}))

    response = not_modified(request, etag)

    assert response is not None
    assert response.status_code == 304
    assert response["ETag"] == etag


def test_a_stale_write_is_refused() -> None:
    request = Request(RequestFactory().patch("/", headers={"If-Match": '"old"'}))

    with pytest.raises(PreconditionFailed):
        require_match(request, etag_of("new"))


def test_a_star_matches_everything() -> None:
    assert matches("*", etag_of("anything"))


def _download(data: bytes = b"0123456789") -> Download:
    def open_at(offset: int) -> io.BytesIO:
        return io.BytesIO(data[offset:])

    return Download("Lebenslauf ü\r\n.pdf", "application/pdf", len(data), '"e"', open_at)


@pytest.mark.parametrize(
    ("header", "status", "body", "content_range"),
    [
        (None, 200, b"0123456789", None),
        ("bytes=2-4", 206, b"234", "bytes 2-4/10"),
        ("bytes=7-", 206, b"789", "bytes 7-9/10"),
        ("bytes=-3", 206, b"789", "bytes 7-9/10"),
        ("bytes=5-99", 206, b"56789", "bytes 5-9/10"),
        ("bytes=0-", 200, b"0123456789", None),
        ("bytes=1-2,4-5", 200, b"0123456789", None),
        ("bytes=9-3", 200, b"0123456789", None),
        ("items=1-2", 200, b"0123456789", None),
        ("bytes=10-", 416, None, "bytes */10"),
        ("bytes=-0", 416, None, "bytes */10"),
    ],
)
def test_ranges_are_honoured(
    header: str | None, status: int, body: bytes | None, content_range: str | None
) -> None:
    response = download_response(_download(), range_header=header)

    assert response.status_code == status
    assert response.headers.get("Content-Range") == content_range
    if body is not None:
        assert b"".join(response) == body
        assert response["Content-Length"] == str(len(body))


def test_a_range_of_another_state_gets_the_whole_file() -> None:
    response = download_response(_download(), range_header="bytes=2-4", if_range='"old"')

    assert response.status_code == 200


def test_no_control_character_reaches_the_header() -> None:
    header = content_disposition('a"\r\nSet-Cookie: x=1\u202e.pdf')

    assert "\r" not in header
    assert "\n" not in header
    assert header.isascii()
    assert header.startswith("attachment; ")
