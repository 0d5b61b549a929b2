"""S2: tokens that must not be believed, on both services; none makes them fetch anything."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from typing import Any

import jwt
import requests
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from pytest_httpserver import HTTPServer

from e2e.attacks.stage import Stage


def attack(stage: Stage) -> list[str]:
    """Return the forgeries that were believed, or that made a service call out."""
    with HTTPServer(host="127.0.0.1") as trap:
        trap.expect_request("/keys").respond_with_json({"keys": []})
        forgeries = _forgeries(stage, trap.url_for("/keys"))
        gave_way = []
        for url in (f"{stage.ada.resumes}/users/me", f"{stage.ada.ai}/suggestions"):
            for name, token in forgeries.items():
                stage.tried += 1
                answer = requests.get(url, headers={"Authorization": f"Bearer {token}"}, timeout=30)
                if answer.status_code != 401:
                    gave_way.append(f"{name} at {url}: {answer.status_code}")
        if trap.log:
            gave_way.append(f"a token made a service fetch {trap.log[0][0].url}")
    return gave_way


def _forgeries(stage: Stage, trap: str) -> dict[str, str]:
    good = stage.ada.access
    header = jwt.get_unverified_header(good)
    claims = jwt.decode(good, options={"verify_signature": False})
    published = requests.get(
        f"{stage.pair.instance.resume_url}/.well-known/jwks.json", timeout=30
    ).json()["keys"][0]
    stranger = ec.generate_private_key(ec.SECP256R1())
    own_rsa = rsa.generate_private_key(65537, 2048)
    public = jwt.PyJWK(published).key.public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )

    def signed(changes: dict[str, Any] | None = None, **headers: Any) -> str:
        return jwt.encode({**claims, **(changes or {})}, stranger, "ES256", headers=headers)

    kid = {"kid": header["kid"]}
    head, body, signature = good.split(".")
    return {
        "empty": "",
        "text": "token",
        "two parts": f"{head}.{body}",
        "no signature": f"{head}.{body}.",
        "alg none": _unsigned({"alg": "none", **kid}, claims),
        "alg NONE": _unsigned({"alg": "NONE", **kid}, claims),
        "alg missing": _unsigned(kid, claims),
        "public key as HS256 secret": _hs256(public, claims, kid),
        "JWK as HS256 secret": _hs256(json.dumps(published).encode(), claims, kid),
        "own key, known kid": signed(**kid),
        "own key, no kid": signed(),
        "own key, unknown kid": signed(kid="nobody"),
        "own key, jku": signed(**kid, jku=trap),
        "own key, x5u": signed(**kid, x5u=trap),
        "own key, embedded jwk": signed(**kid, jwk=published),
        "kid is an address": signed(kid=trap),
        "kid is a path": signed(kid="../../../../dev/null"),
        "kid is SQL": signed(kid="x' UNION SELECT 'a"),
        "kid is huge": signed(kid="k" * 3000),
        "RS256 with own key": jwt.encode(claims, own_rsa, "RS256", headers=kid),
        "changed subject": _changed(head, {**claims, "sub": stage.eve.user_id}, signature),
        "changed role": _changed(head, {**claims, "role": "admin"}, signature),
        "changed expiry": _changed(head, {**claims, "exp": time.time() + 1e6}, signature),
        "refresh as access": str(stage.ada.account["refresh"]),
        "signature of another token": f"{head}.{body}.{stage.eve.access.split('.')[2]}",
        "signature of zeros": f"{head}.{body}.{'A' * 86}",
        "wrong audience": signed({"aud": "others"}, **kid),
        "wrong issuer": signed({"iss": "https://evil.example.com"}, **kid),
        "expired": signed({"exp": time.time() - 60}, **kid),
        "service token": signed({"token_type": "service"}, **kid),
        "crit header": signed(**kid, crit=["b64"], b64=False),
        "null bytes": b"\0\0\0.\0\0\0.\0".hex(),
    }


def _part(value: dict[str, Any]) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def _unsigned(header: dict[str, Any], claims: dict[str, Any]) -> str:
    return f"{_part(header)}.{_part(claims)}."


def _changed(head: str, claims: dict[str, Any], signature: str) -> str:
    return f"{head}.{_part(claims)}.{signature}"


def _hs256(secret: bytes, claims: dict[str, Any], kid: dict[str, str]) -> str:
    """Sign with a public key as a secret, as PyJWT itself refuses to."""

    signed = f"{_part({'alg': 'HS256', 'typ': 'JWT', **kid})}.{_part(claims)}"
    digest = hmac.new(secret, signed.encode(), hashlib.sha256).digest()
    return f"{signed}.{base64.urlsafe_b64encode(digest).rstrip(b'=').decode()}"
