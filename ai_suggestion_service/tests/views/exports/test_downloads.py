"""Giving files out."""

from __future__ import annotations

import uuid

import pytest
from rest_framework.test import APIClient

from tests.views.exports.common import (
    PATH,
    Export,
    bytes_of,
)

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_link_opens_the_file_without_a_login_as_an_attachment(
    export: Export, anonymous: APIClient
) -> None:
    body = export().json()

    response = anonymous.get(body["download_url"])

    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"].startswith("attachment;")
    assert "Ann%20Example%20resume.pdf" in response["Content-Disposition"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert bytes_of(response).startswith(b"%PDF")


def test_its_owner_needs_no_token_and_others_do(
    export: Export, client: APIClient, stranger: APIClient, anonymous: APIClient
) -> None:
    path = f"{PATH}/{export().json()['export_id']}/download"

    assert bytes_of(client.get(path)).startswith(b"%PDF")
    assert stranger.get(path).status_code == 404
    assert anonymous.get(path).status_code == 404
    assert anonymous.get(f"{path}?token=guess").status_code == 404
    assert anonymous.get(f"{PATH}/{uuid.uuid4()}/download?token=guess").status_code == 404


def test_the_token_of_one_file_opens_no_other(export: Export, anonymous: APIClient) -> None:
    first, second = export().json(), export().json()
    token = first["download_url"].partition("?")[2]

    assert anonymous.get(f"{PATH}/{second['export_id']}/download?{token}").status_code == 404


def test_ranges_and_etags_are_honoured(export: Export, anonymous: APIClient) -> None:
    url = export().json()["download_url"]
    whole = anonymous.get(url)
    assert bytes_of(whole).startswith(b"%PDF-")

    part = anonymous.get(url, headers={"Range": "bytes=0-4"})
    unchanged = anonymous.get(url, headers={"If-None-Match": whole["ETag"]})
    outside = anonymous.get(url, headers={"Range": "bytes=99999999-"})

    assert (part.status_code, bytes_of(part)) == (206, b"%PDF-")
    assert unchanged.status_code == 304
    assert outside.status_code == 416
