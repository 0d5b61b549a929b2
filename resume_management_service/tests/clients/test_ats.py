"""Fetching pages of applicant tracking systems, and reading their records."""

from __future__ import annotations

import base64
import time
from email.utils import formatdate
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from pytest_httpserver import HTTPServer
from werkzeug import Response

from api.clients.ats import guarded_http, pages, records
from api.clients.ats.errors import BrokenRecord, SourceError
from api.clients.ats.pages import WantedPage
from api.clients.ats.sources import Source, all_sources, source_named

PAGE = WantedPage(number=2, size=10)


@pytest.fixture
def described(settings: Any, httpserver: HTTPServer) -> Any:
    """Return a function that describes the test server as a source."""

    def described(**changes: Any) -> Source:
        given = {"base_url": httpserver.url_for("/people"), "accounts": ["*"], "internal": True}
        settings.ATS_SOURCES = {"sample": {**given, **changes}}
        found = source_named("sample")
        assert found is not None
        return found

    return described


def _record(**values: Any) -> dict[str, Any]:
    return {"id": 7, **values}


def _source(**fields: Any) -> Source:
    return Source(name="s", base_url="https://ats.example.com", accounts=("*",), fields=fields)


@pytest.mark.parametrize(
    ("paging", "query"),
    [
        ({}, {"page": "2", "per_page": "10"}),
        ({"first": 0, "number": "p", "size": "n"}, {"p": "1", "n": "10"}),
        ({"style": "offset", "number": "skip"}, {"skip": "10", "per_page": "10"}),
    ],
)
def test_pages_are_asked_for_as_the_source_counts(
    described: Any, httpserver: HTTPServer, paging: dict[str, Any], query: dict[str, str]
) -> None:
    httpserver.expect_request("/people", query_string=query).respond_with_json([{"id": 1}])

    fetched = pages.fetch(described(paging=paging), PAGE)

    assert fetched.records == [{"id": 1}]


def test_a_cursor_is_sent_and_the_next_one_found(described: Any, httpserver: HTTPServer) -> None:
    paging = {"style": "cursor", "number": "after", "next": "meta.next"}
    httpserver.expect_request(
        "/people", query_string={"after": "x", "per_page": "10"}
    ).respond_with_json({"items": [{"id": 1}], "meta": {"next": "y"}})

    fetched = pages.fetch(
        described(paging=paging, records="items"), WantedPage(number=2, size=10, cursor="x")
    )

    assert (fetched.next_cursor, fetched.is_last) == ("y", False)


@pytest.mark.parametrize(
    ("auth", "header", "value"),
    [
        ({"kind": "bearer", "secret": "ATS_TEST"}, "Authorization", "Bearer s3cret"),
        ({"kind": "header", "secret": "ATS_TEST", "header": "X-Key"}, "X-Key", "s3cret"),
        (
            {"kind": "basic", "secret": "ATS_TEST", "user": "me"},
            "Authorization",
            "Basic " + base64.b64encode(b"me:s3cret").decode(),
        ),
    ],
)
def test_the_source_learns_who_asks(
    described: Any,
    httpserver: HTTPServer,
    monkeypatch: pytest.MonkeyPatch,
    auth: dict[str, str],
    header: str,
    value: str,
) -> None:
    monkeypatch.setenv("ATS_TEST", "s3cret")
    httpserver.expect_request("/people", headers={header: value}).respond_with_json([])

    assert pages.fetch(described(auth=auth), PAGE).is_last


@pytest.mark.parametrize(
    ("status", "code", "permanent", "whole_run"),
    [
        (302, "source_redirects", True, True),
        (401, "source_refused", True, True),
        (403, "source_refused", True, True),
        (429, "source_rate_limited", False, False),
        (500, "source_error", False, False),
        (503, "source_error", False, False),
    ],
)
def test_a_refusal_tells_whether_to_try_again(
    described: Any, httpserver: HTTPServer, status: int, code: str, permanent: bool, whole_run: bool
) -> None:
    location = {"Location": httpserver.url_for("/elsewhere")}
    httpserver.expect_request("/people").respond_with_data("", status=status, headers=location)

    with pytest.raises(SourceError) as caught:
        pages.fetch(described(), PAGE)

    error = caught.value
    assert (error.code, error.permanent, error.whole_run) == (code, permanent, whole_run)
    assert [request.path for request, _ in httpserver.log] == ["/people"]


@pytest.mark.parametrize(
    ("header", "low", "high"),
    [("7", 7, 7), ("in 90 s", 60, 91), ("999999", 3600, 3600)],
    ids=["seconds", "date", "too long"],
)
def test_retry_after_is_read_in_both_forms(
    described: Any, httpserver: HTTPServer, header: str, low: float, high: float
) -> None:
    header = header.replace("in 90 s", formatdate(time.time() + 90, usegmt=True))
    httpserver.expect_request("/people").respond_with_data(
        "", status=429, headers={"Retry-After": header}
    )

    with pytest.raises(SourceError) as caught:
        pages.fetch(described(), PAGE)

    assert caught.value.retry_after is not None
    assert low <= caught.value.retry_after <= high


def test_a_page_behind_the_end_may_be_not_found(described: Any, httpserver: HTTPServer) -> None:
    httpserver.expect_request("/people").respond_with_data("", status=404)

    assert pages.fetch(described(), PAGE).is_last
    with pytest.raises(SourceError):
        pages.fetch(described(), WantedPage(number=1, size=10))


@pytest.mark.parametrize("body", ["<html>", "[1, 2", '{"data": 5}', "[" * 100_000])
def test_nonsense_is_no_page(described: Any, httpserver: HTTPServer, body: str) -> None:
    httpserver.expect_request("/people").respond_with_data(body)

    with pytest.raises(SourceError) as caught:
        pages.fetch(described(records="data"), PAGE)

    assert (caught.value.code, caught.value.permanent) == ("source_invalid_reply", False)


def test_a_page_is_read_up_to_a_limit_only(
    described: Any, httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "MOST_BYTES", 1000)
    httpserver.expect_request("/people").respond_with_data(b" " * 200_000)

    with pytest.raises(SourceError) as caught:
        pages.fetch(described(), PAGE)

    assert caught.value.code == "source_page_too_large"


def test_a_source_that_drips_is_left(described: Any, httpserver: HTTPServer) -> None:
    def drip(_request: Any) -> Response:
        return Response(_slowly(), content_type="application/json")

    httpserver.expect_request("/people").respond_with_handler(drip)
    began = time.monotonic()

    with pytest.raises(SourceError) as caught:
        pages.fetch(described(timeout=0.5), PAGE)

    assert caught.value.code == "source_timeout"
    assert time.monotonic() - began < 3


def _slowly() -> Any:
    for _ in range(40):
        time.sleep(0.1)
        yield b" " * 70_000


def test_numbers_that_databases_refuse_stay_text(described: Any, httpserver: HTTPServer) -> None:
    httpserver.expect_request("/people").respond_with_data('[{"a": NaN, "b": 1e999, "c": 1.5}]')

    (record,) = pages.fetch(described(), PAGE).records

    assert record == {"a": "NaN", "b": "1e999", "c": 1.5}


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0"),
        *("100.64.0.1", "224.0.0.1", "255.255.255.255", "::1", "fe80::1", "fc00::1"),
        *("::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "::ffff:10.0.0.1"),
    ],
)
def test_addresses_inside_are_not_public(address: str) -> None:
    assert guarded_http.is_public(address) is False


@pytest.mark.parametrize("address", ["93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"])
def test_addresses_outside_are_public(address: str) -> None:
    assert guarded_http.is_public(address) is True


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]", "2130706433", "0x7f000001"])
def test_a_source_that_leads_inside_is_never_connected_to(
    httpserver: HTTPServer, settings: Any, host: str
) -> None:
    url = f"https://{host}:{httpserver.port}/people"
    settings.ATS_SOURCES = {"sample": {"base_url": url, "accounts": ["*"]}}
    source = source_named("sample")
    assert source is not None

    with pytest.raises(SourceError) as caught:
        pages.fetch(source, PAGE)

    assert (caught.value.code, caught.value.whole_run) == ("source_address_refused", True)
    assert httpserver.log == []


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"base_url": "http://ats.example.com"}, "needs https"),
        ({"base_url": "file:///etc/passwd"}, "needs a web URL"),
        ({"base_url": "https://u:p@ats.example.com"}, "password in its URL"),
        ({"accounts": []}, "needs accounts"),
        ({"paging": {"style": "guess"}}, "style is one of"),
        ({"paging": {"colour": "red"}}, "colour"),
        ({"auth": {"kind": "bearer"}}, "needs a secret"),
        ({"rate": 0}, "greater than 0"),
        ({"speed": 9}, "does not know speed"),
    ],
)
def test_a_source_that_makes_no_sense_is_named(
    settings: Any, given: dict[str, Any], problem: str
) -> None:
    whole = {"base_url": "https://ats.example.com", "accounts": ["*"], **given}
    settings.ATS_SOURCES = {"odd": whole}

    with pytest.raises(ImproperlyConfigured, match=problem) as caught:
        all_sources()

    assert "odd" in str(caught.value)


def test_fields_of_a_record_become_a_json_resume() -> None:
    source = _source(
        name="person.full",
        email="person.mails.0",
        city="person.town",
        skills="tags",
        work={"path": "jobs", "name": "firm", "position": "role", "startDate": "from"},
    )
    person = {"full": "Ada Example", "mails": ["ada@example.com"], "town": "Porto"}
    jobs = [{"firm": "Example Works", "role": "Welder", "from": "2019-05-01T00:00:00Z"}, {}]

    found = records.material(source, _record(person=person, tags=[{"name": "MIG"}], jobs=jobs))

    assert found.sections == {
        "basics": {
            "name": "Ada Example",
            "email": "ada@example.com",
            "location": {"city": "Porto"},
        },
        "work": [{"name": "Example Works", "position": "Welder", "startDate": "2019-05-01"}],
        "skills": [{"keywords": ["MIG"]}],
    }


def test_a_document_comes_before_what_the_source_made_of_it() -> None:
    content = base64.b64encode(b"A document").decode()

    found = records.material(
        _source(), _record(file={"content": content, "name": "a.txt"}, resume={"basics": {}})
    )

    assert (found.document, found.file_name, found.sections) == (b"A document", "a.txt", None)


@pytest.mark.parametrize(
    ("record", "code"),
    [
        (None, "invalid_record"),
        ("text", "invalid_record"),
        ({"text": "x"}, "record_without_id"),
        (_record(), "empty_record"),
        (_record(text=["x"]), "invalid_field"),
        (_record(resume="x"), "invalid_field"),
        (_record(file={"content": "%%"}), "invalid_base64"),
    ],
)
def test_a_broken_record_tells_what_is_wrong(record: Any, code: str) -> None:
    with pytest.raises(BrokenRecord) as caught:
        records.material(_source(), record)

    assert caught.value.code == code
    assert caught.value.detail


def test_records_without_an_id_are_told_apart_by_what_they_say() -> None:
    one, same, other = ({"text": text} for text in ("a", "a", "b"))

    ids = [records.external_id(_source(), record) for record in (one, same, other)]

    assert ids[0] == ids[1] != ids[2]


def test_what_databases_cannot_nest_is_stored_as_text() -> None:
    deep: Any = "x"
    for _ in range(200):
        deep = [deep]

    assert isinstance(records.storable(deep), str)
    assert records.storable(None) == "null"
    assert records.storable({"a": "\ud800"}) == {"a": "?"}
