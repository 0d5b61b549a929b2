"""Access tokens as the résumé service signs them."""

from __future__ import annotations

import json
import time
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import ec

KEY = ec.generate_private_key(ec.SECP256R1())
KID = "tests-1"


def key_set() -> dict[str, Any]:
    """Return the public half as a JWKS document."""
    public = json.loads(jwt.algorithms.ECAlgorithm.to_jwk(KEY.public_key()))
    return {"keys": [{**public, "kid": KID, "alg": "ES256", "use": "sig"}]}


def access_token(user_id: str, **changes: Any) -> str:
    """Sign a token for the user."""
    claims = {
        "iss": "resume-pair",
        "aud": "resume-pair",
        "sub": user_id,
        "token_type": "access",
        "exp": time.time() + 900,
        **changes,
    }
    return jwt.encode(claims, KEY, algorithm="ES256", headers={"kid": KID})
