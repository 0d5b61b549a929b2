"""Verification of signed tokens: algorithm, key, issuer, audience and type from allow-lists."""

from __future__ import annotations

import hashlib
import re
import threading
import time
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import jwt
import structlog

from servicekit.errors import Unauthenticated
from servicekit.jwks import KeySource

ALGORITHMS = ("ES256", "ES384", "RS256", "PS256", "EdDSA")
MAX_SUBJECT_LENGTH = 36
MAX_TOKEN_LENGTH = 8192
# What the header may call a token that opens an API (RFC 9068); "logout+jwt" and others are not.
HEADER_TYPES = ("jwt", "at+jwt", "application/at+jwt")
# What Keycloak calls tokens that are not for APIs.
OTHER_KINDS = ("ID", "Refresh", "Offline", "Logout")
_PLAIN_SUBJECT = re.compile(r"[a-z0-9][a-z0-9_-]{0,35}\Z")

log = structlog.get_logger(__name__)


class InvalidToken(Unauthenticated):
    """The token is malformed, forged, expired or meant for somebody else."""

    code = "invalid_token"
    detail = "The token is not valid or has expired."


@dataclass(frozen=True, slots=True)
class Claims:
    """What a verified token says; `subject` is the user id."""

    subject: str
    expires_at: float
    raw: Mapping[str, Any]

    @property
    def issued_at(self) -> float:
        """Return when the token was made, 0 when it does not say."""
        issued = self.raw.get("iat")
        return float(issued) if isinstance(issued, int | float) else 0.0

    @property
    def email_verified(self) -> bool:
        """Tell whether the token says that the person's address was confirmed."""
        return self.raw.get("email_verified") in (True, "true")


@dataclass(frozen=True, slots=True)
class TokenRules:
    """What a token must say to be accepted.

    `token_type` is compared with the claim `token_type`; None stands for an outside identity
    provider: it accepts tokens without that claim, never those of another type, and users' ids
    are made of its subjects by `local_id`.
    """

    issuer: str
    audience: str
    token_type: str | None = "access"  # noqa: S105 - a kind of token, not one
    subject_claim: str = "sub"
    algorithms: tuple[str, ...] = ALGORITHMS
    leeway: float = 5.0


class TokenVerifier:
    """Verifies tokens against rules; what was verified is remembered until it expires."""

    def __init__(self, keys: KeySource, rules: TokenRules, *, remembered: int = 10_000) -> None:
        self._keys = keys
        self._rules = rules
        self._remembered = remembered
        self._cache: OrderedDict[str, Claims] = OrderedDict()
        self._lock = threading.Lock()

    def verify(self, token: str) -> Claims:
        """Return the token's claims.

        Raises:
            InvalidToken: it must not be believed.
            KeysUnavailable: its key cannot be looked up right now.
        """
        known = self._cache.get(token)
        if known is not None and known.expires_at > time.time():
            return known
        claims = self._verify(token)
        with self._lock:
            self._cache[token] = claims
            while len(self._cache) > self._remembered:
                self._cache.popitem(last=False)
        return claims

    def forget(self) -> None:
        """Drop everything remembered, after keys or rules changed."""
        with self._lock:
            self._cache.clear()

    def _verify(self, token: str) -> Claims:
        if len(token) > MAX_TOKEN_LENGTH:
            raise InvalidToken
        key = self._key_of(token)
        try:
            payload = jwt.decode(
                token,
                key.key,
                algorithms=[key.algorithm_name],
                audience=self._rules.audience,
                issuer=self._rules.issuer,
                leeway=self._rules.leeway,
                options={"require": ["exp", "iss", "aud", self._rules.subject_claim]},
            )
        except (jwt.PyJWTError, ValueError, TypeError) as error:
            raise InvalidToken from error
        return self._claims(payload)

    def _key_of(self, token: str) -> jwt.PyJWK:
        try:
            header = jwt.get_unverified_header(token)
        except (jwt.PyJWTError, ValueError) as error:
            raise InvalidToken from error
        kid, algorithm = header.get("kid"), header.get("alg")
        if not isinstance(kid, str) or algorithm not in self._rules.algorithms:
            raise InvalidToken
        if str(header.get("typ") or "JWT").lower() not in HEADER_TYPES:
            raise InvalidToken
        key = self._keys.key_for(kid)
        if key is None or key.algorithm_name != algorithm:
            raise InvalidToken
        return key

    def _claims(self, payload: dict[str, Any]) -> Claims:
        token_type = payload.get("token_type")
        missing_is_fine = self._rules.token_type is None and token_type is None
        if not missing_is_fine and token_type != (self._rules.token_type or "access"):
            raise InvalidToken
        if payload.get("typ") in OTHER_KINDS:
            raise InvalidToken
        subject = self._subject(payload.get(self._rules.subject_claim))
        return Claims(subject=subject, expires_at=float(payload["exp"]), raw=payload)

    def _subject(self, subject: Any) -> str:
        if not isinstance(subject, str) or not subject:
            raise InvalidToken
        if self._rules.token_type is None:
            return local_id(self._rules.issuer, subject)
        if len(subject) > MAX_SUBJECT_LENGTH:
            raise InvalidToken
        return subject


def local_id(issuer: str, subject: str) -> str:
    """Return the id, 36 characters at most, by which an outside issuer's user is known here.

    A plain subject is its own id. Any other (long, or with characters that a database's collation
    or a storage key would confuse with another user's) becomes a digest, which no plain subject
    can spell.
    """
    if _PLAIN_SUBJECT.match(subject):
        return subject
    return f"x.{hashlib.sha256(f'{issuer} {subject}'.encode()).hexdigest()[:32]}"
