"""Headers that tell browsers and caches what they may do."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from servicekit.headers import SafeHeaders


def _answer(path: str, response: HttpResponse) -> dict[str, str]:
    return dict(SafeHeaders(lambda _: response)(RequestFactory().get(path)).headers)


def test_data_runs_nothing_and_stays_out_of_caches() -> None:
    headers = _answer("/api/things", HttpResponse("{}", content_type="application/json"))

    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert headers["Cache-Control"] == "no-store"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_what_has_an_etag_may_be_kept_by_its_reader_only() -> None:
    response = HttpResponse("{}", content_type="application/json", headers={"ETag": '"1"'})

    assert _answer("/api/things", response)["Cache-Control"] == "private, no-cache"


def test_pages_use_what_the_service_serves_itself() -> None:
    policy = _answer("/api/docs", HttpResponse("<p>"))["Content-Security-Policy"]

    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy


@pytest.mark.parametrize("header", ["Cache-Control", "Content-Security-Policy"])
def test_an_answers_own_headers_stay(header: str) -> None:
    response = HttpResponse("{}", headers={header: "its own"})

    assert _answer("/api/things", response)[header] == "its own"
