"""An identity provider on loopback: RS256 keys, a JWKS address, tokens, outages, rotation."""

from __future__ import annotations

import json
import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

AUDIENCE = "resume-pair-api"


class Issuer:
    """The provider; `keys` are published, the last one signs."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.url = f"http://127.0.0.1:{port}"
        self.keys: dict[str, rsa.RSAPrivateKey] = {}
        self.asked = 0
        self._server: ThreadingHTTPServer | None = None
        self.rotate()

    @property
    def jwks_url(self) -> str:
        """Return where the public keys are."""
        return f"{self.url}/keys"

    def variables(self, **more: str) -> dict[str, str]:
        """Return the settings by which a service trusts this provider."""
        return {
            "JWT_ISSUER": self.url,
            "JWT_AUDIENCE": AUDIENCE,
            "JWT_JWKS_URL": self.jwks_url,
            **more,
        }

    def rotate(self, *, withdraw: bool = False) -> None:
        """Sign with a new key from now on, and `withdraw` the others."""
        if withdraw:
            self.keys.clear()
        self.keys[secrets.token_hex(4)] = rsa.generate_private_key(65537, 2048)

    def token(self, **claims: Any) -> str:
        """Sign a token for this pair's API, changed by `claims` (None removes one)."""
        now = time.time()
        payload = {
            "iss": self.url,
            "aud": AUDIENCE,
            "sub": "nobody",
            "iat": now,
            "exp": now + 600,
            **claims,
        }
        kid, key = list(self.keys.items())[-1]
        kept = {name: value for name, value in payload.items() if value is not None}
        return jwt.encode(kept, key, "RS256", headers={"kid": kid, "typ": "at+jwt"})

    def start(self) -> None:
        """Answer, always at the same port."""
        issuer = self

        class Answer(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                issuer.asked += 1
                body = json.dumps({"keys": issuer.public_keys()}).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Print nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", self.port), Answer)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        """Refuse connections."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def public_keys(self) -> list[dict[str, Any]]:
        """Return the key set; providers often leave `alg` out."""
        return [
            {
                **jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key(), as_dict=True),
                "kid": kid,
                "use": "sig",
            }
            for kid, key in self.keys.items()
        ]

    @contextmanager
    def away(self) -> Iterator[None]:
        """Be down as long as the block lasts."""
        self.stop()
        try:
            yield
        finally:
            self.start()


@contextmanager
def running_issuer(port: int) -> Iterator[Issuer]:
    """Run a provider as long as the block lasts."""
    issuer = Issuer(port)
    issuer.start()
    try:
        yield issuer
    finally:
        issuer.stop()
