"""Tokens and keys of the tests."""

from __future__ import annotations

import time
import uuid
from functools import lru_cache
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import ec

ISSUER = "https://issuer.example.com"
AUDIENCE = "things"
KID = "test-key"


@lru_cache(maxsize=1)
def private_key() -> ec.EllipticCurvePrivateKey:
    """Return the key that signs the tests' tokens."""
    return ec.generate_private_key(ec.SECP256R1())


def public_jwk(kid: str = KID) -> dict[str, Any]:
    """Return the public half as it would be published."""
    key = jwt.algorithms.ECAlgorithm.to_jwk(private_key().public_key(), as_dict=True)
    return {**key, "kid": kid, "alg": "ES256", "use": "sig"}


class TestKeys:
    """The key source of the tests' settings."""

    __test__ = False

    def key_for(self, kid: str) -> jwt.PyJWK | None:
        """Know one key."""
        return jwt.PyJWK(public_jwk()) if kid == KID else None


def token(subject: str = "user-1", *, headers: dict[str, Any] | None = None, **claims: Any) -> str:
    """Return a good access token, changed by `claims` (None removes one)."""
    payload = {
        "iss": ISSUER,
        "aud": AUDIENCE,
        "sub": subject,
        "jti": uuid.uuid4().hex,
        "exp": time.time() + 300,
        "token_type": "access",
        **claims,
    }
    kept = {name: value for name, value in payload.items() if value is not None}
    return jwt.encode(kept, private_key(), "ES256", headers={"kid": KID, **(headers or {})})


def bearer(subject: str = "user-1") -> dict[str, str]:
    """Return the header of a logged-in caller."""
    return {"HTTP_AUTHORIZATION": f"Bearer {token(subject)}"}
