"""Tokens of an outside identity provider."""

from __future__ import annotations

import json
import time
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from rest_framework.test import APIClient

from servicekit.authentication import Caller
from servicekit.jwks import parse_key_set
from servicekit.tokens import Claims, InvalidToken, TokenRules, TokenVerifier, local_id
from tests.tokens import AUDIENCE, ISSUER, TestKeys, bearer, token


def _verified(subject: str, **claims: Any) -> Claims:
    rules = TokenRules(ISSUER, AUDIENCE, token_type=None)
    return TokenVerifier(TestKeys(), rules).verify(token(subject, token_type=None, **claims))


def test_a_plain_subject_is_its_own_id() -> None:
    assert _verified("5f0c2b1a-0d3e-4c55-8e11-0123456789ab").subject.startswith("5f0c2b1a-")


@pytest.mark.parametrize("subject", ["Ada", "auth0|5f7c", "ada ", "..", "../x", "ä", "x" * 37])
def test_any_other_subject_becomes_an_id_that_nothing_confuses(subject: str) -> None:
    found = _verified(subject).subject

    assert len(found) <= 36
    assert found == found.lower()
    assert found == local_id(ISSUER, subject)
    assert found != local_id("https://other.example.com", subject)
    # A plain subject that spells the digest is another person.
    assert local_id(ISSUER, found) != found


@pytest.mark.parametrize("typ", ["logout+jwt", "dpop+jwt", "secevent+jwt"])
def test_tokens_for_other_uses_are_refused_by_their_header(typ: str) -> None:
    with pytest.raises(InvalidToken):
        _verified("ada", headers={"typ": typ})


@pytest.mark.parametrize("typ", ["JWT", "at+jwt", "application/at+jwt"])
def test_access_tokens_are_known_by_their_header(typ: str) -> None:
    assert _verified("ada", headers={"typ": typ}).subject == "ada"


@pytest.mark.parametrize("kind", ["ID", "Refresh", "Offline", "Logout"])
def test_tokens_for_other_uses_are_refused_by_their_claim(kind: str) -> None:
    with pytest.raises(InvalidToken):
        _verified("ada", typ=kind)


def test_algorithms_are_those_of_the_settings(db: None, settings: Any) -> None:
    settings.TOKEN_ALGORITHMS = ["RS256"]

    assert APIClient().get("/api/things", **bearer()).status_code == 401


def test_weak_rsa_keys_are_passed_over() -> None:
    weak = rsa.generate_private_key(65537, 1024).public_key()
    raw = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(weak))

    assert parse_key_set({"keys": [{**raw, "kid": "weak"}]}) == {}


@pytest.mark.parametrize(
    ("claim", "value", "role"),
    [
        ("role", "admin", "admin"),
        ("role", "user", "user"),
        ("role", ["reader", "admin"], "admin"),
        ("role", "administrator", "user"),
        ("groups", "admin", "user"),
    ],
)
def test_the_role_is_read_from_one_claim(claim: str, value: object, role: str) -> None:
    assert Caller("ada", Claims("ada", 0, {claim: value})).role == role


def test_no_claim_names_roles_where_the_settings_name_none(settings: Any) -> None:
    settings.TOKEN_ROLE_CLAIM = ""

    assert Caller("ada", Claims("ada", 0, {"role": "admin", "": "x"})).role == "user"


@pytest.mark.parametrize(
    ("value", "verified"),
    [(True, True), ("true", True), (False, False), ("false", False), (None, False), (1, True)],
)
def test_an_address_is_verified_only_where_the_token_says_so(value: object, verified: bool) -> None:
    assert Caller("ada", Claims("ada", 0, {"email_verified": value})).email_verified is verified


def test_a_token_without_a_time_counts_as_old() -> None:
    now = time.time()

    assert Claims("ada", 0, {}).issued_at == 0
    assert Claims("ada", 0, {"iat": "soon"}).issued_at == 0
    assert Claims("ada", 0, {"iat": now}).issued_at == now
