"""Verification of tokens."""

from __future__ import annotations

import base64
import json
import time
from typing import Any

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from rest_framework.test import APIClient

from servicekit.tokens import InvalidToken, TokenRules, TokenVerifier
from tests.tokens import AUDIENCE, ISSUER, KID, TestKeys, private_key, public_jwk, token


def _unsigned(header: dict[str, Any]) -> str:
    def part(value: dict[str, Any]) -> str:
        return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()

    claims = jwt.decode(token(), options={"verify_signature": False})
    return f"{part(header)}.{part(claims)}."


def _signed_with_public_key_as_secret() -> str:
    pem = (
        private_key()
        .public_key()
        .public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    )
    claims = jwt.decode(token(), options={"verify_signature": False})
    return jwt.encode(claims, base64.b64encode(pem).decode(), "HS256", headers={"kid": KID})


def _signed_by_stranger(**headers: Any) -> str:
    claims = jwt.decode(token(), options={"verify_signature": False})
    stranger = ec.generate_private_key(ec.SECP256R1())
    return jwt.encode(claims, stranger, "ES256", headers={"kid": KID, **headers})


FORGED = {
    "empty": lambda: "x",
    "not a token": lambda: "a.b.c",
    "algorithm none": lambda: _unsigned({"alg": "none", "kid": KID}),
    "algorithm None": lambda: _unsigned({"alg": "None", "kid": KID}),
    "no algorithm": lambda: _unsigned({"kid": KID}),
    "public key as secret": _signed_with_public_key_as_secret,
    "another key": _signed_by_stranger,
    "jku": lambda: _signed_by_stranger(jku="http://127.0.0.1:9/keys"),
    "embedded jwk": lambda: _signed_by_stranger(jwk=public_jwk()),
    "x5u": lambda: _signed_by_stranger(x5u="http://127.0.0.1:9/cert"),
    "unknown kid": lambda: token(headers={"kid": "other"}),
    "kid as path": lambda: token(headers={"kid": "../../etc/passwd"}),
    "kid as sql": lambda: token(headers={"kid": "' OR 1=1 --"}),
    "expired": lambda: token(exp=time.time() - 60),
    "no expiry": lambda: token(exp=None),
    "expiry as text": lambda: token(exp="later"),
    "wrong issuer": lambda: token(iss="https://evil.example.com"),
    "no issuer": lambda: token(iss=None),
    "wrong audience": lambda: token(aud="others"),
    "no audience": lambda: token(aud=None),
    "refresh token": lambda: token(token_type="refresh"),
    "no type": lambda: token(token_type=None),
    "not yet valid": lambda: token(nbf=time.time() + 600),
    "no subject": lambda: token(sub=None),
    "empty subject": lambda: token(sub=""),
    "long subject": lambda: token(sub="x" * 37),
    "cut": lambda: token()[:-10],
    "changed claims": lambda: token()[:60] + "A" + token()[61:],
    "huge": lambda: token(padding="x" * 10_000),
}


@pytest.mark.parametrize("name", FORGED)
def test_a_forged_token_is_refused(anonymous: APIClient, name: str) -> None:
    forged = FORGED[name]()

    response = anonymous.get("/api/things", HTTP_AUTHORIZATION=f"Bearer {forged}")

    assert response.status_code == 401
    assert response["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize("header", ["Basic abc", "Bearer", "Bearer a b", "bearer"])
def test_another_authorization_header_is_refused(anonymous: APIClient, header: str) -> None:
    response = anonymous.get("/api/things", HTTP_AUTHORIZATION=header)

    assert response.status_code == 401


def test_a_good_token_tells_who_calls(client: APIClient) -> None:
    response = client.get("/api/things")

    assert response.json() == {"user_id": "user-1"}


def test_a_remembered_token_still_expires() -> None:
    strict = TokenVerifier(TestKeys(), TokenRules(ISSUER, AUDIENCE, leeway=0))
    short = token(exp=time.time() + 1.5)
    assert strict.verify(short).subject == "user-1"

    time.sleep(1.6)

    with pytest.raises(InvalidToken):
        strict.verify(short)


def test_an_outside_provider_needs_no_token_type() -> None:
    rules = TokenRules(ISSUER, AUDIENCE, token_type=None, subject_claim="uid")
    outside = TokenVerifier(TestKeys(), rules)

    claims = outside.verify(token(token_type=None, uid="u-9"))

    assert claims.subject == "u-9"


def test_an_outside_provider_may_not_send_refresh_tokens() -> None:
    outside = TokenVerifier(TestKeys(), TokenRules(ISSUER, AUDIENCE, token_type=None))

    with pytest.raises(InvalidToken):
        outside.verify(token(token_type="refresh"))


def test_the_memory_of_verified_tokens_is_bounded() -> None:
    small = TokenVerifier(TestKeys(), TokenRules(ISSUER, AUDIENCE), remembered=2)

    for number in range(5):
        small.verify(token(f"user-{number}"))

    assert len(small._cache) == 2
