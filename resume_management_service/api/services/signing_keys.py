"""The key pairs that sign our tokens: made here, rotated without downtime, published as JWKS."""

from __future__ import annotations

import secrets
import threading
import time
from datetime import timedelta
from typing import Any

import jwt
import structlog
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from api.models import SigningKey
from api.services import secrets_at_rest

log = structlog.get_logger(__name__)

ALGORITHM = "ES256"
PURPOSE = "token signing keys"
RELOAD_SECONDS = 30.0
UNKNOWN_KID_RELOAD_SECONDS = 1.0


def create_key(*, signs_in: timedelta = timedelta(0)) -> SigningKey:
    """Make a key pair that is published now and signs after `signs_in`."""
    private_key = ec.generate_private_key(ec.SECP256R1())
    kid = secrets.token_urlsafe(12)
    public = jwt.algorithms.ECAlgorithm.to_jwk(private_key.public_key(), as_dict=True)
    pem = private_key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return SigningKey.objects.create(
        kid=kid,
        encrypted_private_key=secrets_at_rest.encrypt(pem, purpose=PURPOSE),
        public_jwk={**public, "kid": kid, "alg": ALGORITHM, "use": "sig"},
        signs_from=timezone.now() + signs_in,
    )


def rotate(*, signs_in: timedelta) -> SigningKey:
    """Make a new key; the old ones stay published until the last token they signed has expired."""
    new = create_key(signs_in=signs_in)
    longest = timedelta(days=settings.REFRESH_TOKEN_DAYS, hours=1)
    SigningKey.objects.exclude(pk=new.pk).filter(retires_at=None).update(
        retires_at=new.signs_from + longest
    )
    return new


def published() -> list[dict[str, Any]]:
    """Return the public keys that verifiers may believe, newest first."""
    return [key.public_jwk for key in _valid_keys()]


def _valid_keys() -> list[SigningKey]:
    valid = Q(retires_at=None) | Q(retires_at__gt=timezone.now())
    return list(SigningKey.objects.filter(valid))


class _Ring:
    """This process's copy of the keys, reloaded when old."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._public: dict[str, jwt.PyJWK] = {}
        self._signing: tuple[str, Any] | None = None
        self._loaded_at = float("-inf")

    def public_key(self, kid: str) -> jwt.PyJWK | None:
        self._reload_after(RELOAD_SECONDS)
        if kid not in self._public:
            self._reload_after(UNKNOWN_KID_RELOAD_SECONDS)
        return self._public.get(kid)

    def signing_key(self) -> tuple[str, Any]:
        self._reload_after(RELOAD_SECONDS)
        if self._signing is None:
            create_key()
            self.forget()
            self._reload_after(0.0)
        assert self._signing is not None
        return self._signing

    def forget(self) -> None:
        self._loaded_at = float("-inf")

    def _reload_after(self, seconds: float) -> None:
        with self._lock:
            if time.monotonic() - self._loaded_at < seconds:
                return
            keys = _valid_keys()
            self._public = {key.kid: jwt.PyJWK(key.public_jwk) for key in keys}
            self._signing = self._newest_signing(keys)
            self._loaded_at = time.monotonic()

    @staticmethod
    def _newest_signing(keys: list[SigningKey]) -> tuple[str, Any] | None:
        """Return the newest key that signs; one that another secret hides only verifies."""
        now = timezone.now()
        for key in keys:
            if key.signs_from > now:
                continue
            try:
                pem = secrets_at_rest.decrypt(key.encrypted_private_key, purpose=PURPOSE)
            except secrets_at_rest.Unreadable:
                log.warning("signing_key_unreadable", kid=key.kid)
                continue
            return key.kid, serialization.load_pem_private_key(pem, password=None)
        return None


_ring = _Ring()


def current() -> tuple[str, Any]:
    """Return the id and private half of the key that signs now; the first use makes one."""
    return _ring.signing_key()


def forget_loaded() -> None:
    """Read the keys anew at the next use."""
    _ring.forget()


class OwnKeys:
    """The key source of this service's own tokens (`TOKEN_KEYS`)."""

    def key_for(self, kid: str) -> jwt.PyJWK | None:
        """Return the public key, None when we never made or no longer publish it."""
        return _ring.public_key(kid)
