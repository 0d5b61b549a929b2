"""The same request twice is done once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory
from django.utils import timezone
from rest_framework.parsers import MultiPartParser
from rest_framework.request import Request
from rest_framework.test import APIClient

from servicekit.errors import Conflict
from servicekit.idempotency import store
from servicekit.idempotency.models import IdempotencyRecord
from tests.urls import Things


def _post(client: APIClient, name: str = "a", key: str = "key-1") -> object:
    return client.post(
        "/api/things", {"name": name}, format="json", headers={"Idempotency-Key": key}
    )


def test_the_first_answer_is_replayed_byte_for_byte(client: APIClient) -> None:
    first = _post(client)

    second = _post(client)

    assert (second.status_code, second.content) == (first.status_code, first.content)
    assert second["Content-Type"] == first["Content-Type"]
    assert second["Idempotency-Replayed"] == "true"
    assert "Idempotency-Replayed" not in first
    assert Things.created == ["a"]


def test_another_request_with_the_key_is_a_mismatch(client: APIClient) -> None:
    _post(client)

    response = _post(client, name="b")

    assert response.status_code == 422
    assert response.json()["code"] == "idempotency_mismatch"
    assert Things.created == ["a"]


def test_users_do_not_share_keys(client: APIClient, stranger: APIClient) -> None:
    _post(client)

    response = _post(stranger)

    assert response.status_code == 201
    assert "Idempotency-Replayed" not in response


def test_a_running_request_is_in_progress(client: APIClient) -> None:
    _post(client)
    IdempotencyRecord.objects.update(status_code=None)

    response = _post(client)

    assert response.status_code == 409
    assert response.json()["code"] == "idempotency_in_progress"
    assert Things.created == ["a"]


def test_a_claim_whose_process_died_can_be_taken_over(client: APIClient) -> None:
    _post(client)
    past = timezone.now() - timedelta(seconds=1)
    IdempotencyRecord.objects.update(status_code=None, claimed_until=past)

    response = _post(client)

    assert response.status_code == 201
    assert Things.created == ["a", "a"]


def test_a_refused_request_gives_the_key_back(client: APIClient) -> None:
    assert _post(client, name="too long").status_code == 400

    response = _post(client)

    assert response.status_code == 201


@pytest.mark.parametrize("failure", [Conflict("no"), RuntimeError("crash")])
def test_a_failed_request_gives_the_key_back(client: APIClient, failure: Exception) -> None:
    Things.failure = failure
    assert _post(client).status_code in (409, 500)
    Things.failure = None

    assert _post(client).status_code == 201


def test_a_key_is_free_again_after_its_time(client: APIClient) -> None:
    _post(client)
    IdempotencyRecord.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    response = _post(client, name="b")

    assert response.status_code == 201
    assert Things.created == ["a", "b"]


@pytest.mark.parametrize("key", ["", "x" * 256, "smörgås", "a\tb"])
def test_a_bad_key_is_refused(key: str) -> None:
    with pytest.raises(store.InvalidIdempotencyKey):
        store.check_key(key)


def test_expired_keys_are_purged(client: APIClient) -> None:
    _post(client)
    _post(client, key="key-2")
    expired = IdempotencyRecord.objects.filter(key="key-2")
    expired.update(expires_at=timezone.now() - timedelta(seconds=1))

    assert store.purge_expired() == 1
    assert IdempotencyRecord.objects.get().key == "key-1"


def test_files_count_by_content_not_by_form_boundary() -> None:

    def fingerprint(data: bytes) -> str:
        form = {"file": SimpleUploadedFile("a.txt", data), "name": "x"}
        request = RequestFactory().post("/api/things", form)
        return store.fingerprint_of(Request(request, parsers=[MultiPartParser()]))

    assert fingerprint(b"same") == fingerprint(b"same")
    assert fingerprint(b"same") != fingerprint(b"else")


def test_a_key_without_a_login_means_nothing(anonymous: APIClient) -> None:
    for _ in range(2):
        response = anonymous.post(
            "/api/open-things", {"name": "a"}, format="json", headers={"Idempotency-Key": "k"}
        )
        assert response.status_code == 201

    assert Things.created == ["a", "a"]
    assert not IdempotencyRecord.objects.exists()
