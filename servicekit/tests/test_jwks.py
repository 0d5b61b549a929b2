"""Keys of another service."""

from __future__ import annotations

import pytest
from pytest_httpserver import HTTPServer

from servicekit.jwks import KeysUnavailable, RemoteKeys, parse_key_set
from tests.tokens import KID, public_jwk


def test_a_published_key_is_found_and_asked_for_once(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/keys").respond_with_json({"keys": [public_jwk()]})
    keys = RemoteKeys(url=httpserver.url_for("/keys"))

    found = [keys.key_for(KID) for _ in range(5)]

    assert all(found)
    assert len(httpserver.log) == 1


def test_unknown_keys_refresh_at_most_once_an_interval(httpserver: HTTPServer) -> None:
    httpserver.expect_request("/keys").respond_with_json({"keys": [public_jwk()]})
    keys = RemoteKeys(url=httpserver.url_for("/keys"))

    assert [keys.key_for(f"unknown-{n}") for n in range(20)] == [None] * 20
    assert len(httpserver.log) == 1


def test_a_new_key_is_found_after_the_interval(httpserver: HTTPServer) -> None:
    httpserver.expect_oneshot_request("/keys").respond_with_json({"keys": [public_jwk("old")]})
    httpserver.expect_oneshot_request("/keys").respond_with_json(
        {"keys": [public_jwk("old"), public_jwk("new")]}
    )
    keys = RemoteKeys(url=httpserver.url_for("/keys"), refresh_interval=0.0)
    keys.key_for("old")

    assert keys.key_for("new") is not None


def test_no_key_and_no_issuer_is_unavailable_not_unauthenticated() -> None:
    keys = RemoteKeys(url="http://127.0.0.1:9/keys", timeout=0.5)

    with pytest.raises(KeysUnavailable):
        keys.key_for(KID)


def test_known_keys_outlive_an_outage(httpserver: HTTPServer) -> None:
    httpserver.expect_oneshot_request("/keys").respond_with_json({"keys": [public_jwk()]})
    keys = RemoteKeys(url=httpserver.url_for("/keys"), refresh_interval=0.0, max_age=0.0)
    keys.key_for(KID)
    httpserver.expect_request("/keys").respond_with_data("down", status=503)

    assert keys.key_for(KID) is not None


@pytest.mark.parametrize("document", [[], {}, {"keys": "x"}, "keys"])
def test_a_document_that_is_no_key_set_is_refused(document: object) -> None:
    with pytest.raises(ValueError, match="not a JWK set"):
        parse_key_set(document)


def test_secret_and_encryption_keys_are_passed_over() -> None:
    document = {
        "keys": [
            {"kty": "oct", "kid": "secret", "k": "AAAA"},
            {**public_jwk("enc"), "use": "enc"},
            {"kty": "EC", "kid": "broken"},
            public_jwk(),
        ]
    }

    assert list(parse_key_set(document)) == [KID]
