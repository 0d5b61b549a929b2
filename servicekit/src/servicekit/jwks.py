"""Where public keys come from: another service's JWKS, cached, asked at most once a minute."""

from __future__ import annotations

import threading
import time
from typing import Any, Protocol

import jwt
import requests
import structlog

from servicekit.errors import Unavailable

SHORTEST_RSA_KEY = 2048  # bits

log = structlog.get_logger(__name__)


class KeysUnavailable(Unavailable):
    """No key is cached and the issuer cannot be reached."""

    code = "token_keys_unavailable"
    detail = "The keys that verify tokens cannot be loaded right now. Try again later."


class KeySource(Protocol):
    """Finds the public key that a token's `kid` names."""

    def key_for(self, kid: str) -> jwt.PyJWK | None:
        """Return the key, None when the issuer does not know it.

        Raises:
            KeysUnavailable: it cannot be told right now.
        """


class RemoteKeys:
    """Keys published at a JWKS address; unknown ones refresh it at most once a minute.

    Keys stay usable while the address is down. `max_age` (seconds) bounds how long a key that the
    issuer withdrew is still believed.
    """

    def __init__(
        self,
        *,
        url: str,
        timeout: float = 5.0,
        refresh_interval: float = 60.0,
        retry_interval: float = 2.0,
        max_age: float = 3600.0,
    ) -> None:
        self._url = url
        self._timeout = timeout
        self._refresh_interval = refresh_interval
        self._retry_interval = retry_interval
        self._max_age = max_age
        self._keys: dict[str, jwt.PyJWK] = {}
        self._fetched_at = float("-inf")
        self._tried_at = float("-inf")
        self._lock = threading.Lock()

    def key_for(self, kid: str) -> jwt.PyJWK | None:
        """Return the key that `kid` names, asking the issuer when it is new or the cache is old."""
        if kid in self._keys and time.monotonic() - self._fetched_at < self._max_age:
            return self._keys[kid]
        # Whoever has a key at hand does not wait while another thread asks a slow issuer.
        if self._lock.acquire(blocking=kid not in self._keys):
            try:
                self._refresh_if_due()
            finally:
                self._lock.release()
        if kid not in self._keys and self._never_or_failed():
            raise KeysUnavailable(retry_after=self._retry_interval)
        return self._keys.get(kid)

    def _never_or_failed(self) -> bool:
        return not self._keys or self._tried_at > self._fetched_at

    def _refresh_if_due(self) -> None:
        now = time.monotonic()
        failed = self._never_or_failed()
        interval = self._retry_interval if failed else self._refresh_interval
        if now - self._tried_at < interval:
            return
        self._tried_at = now
        try:
            self._keys = self._fetch()
        except (requests.RequestException, ValueError, jwt.PyJWTError) as error:
            log.warning("jwks_fetch_failed", reason=type(error).__name__)
        else:
            self._fetched_at = self._tried_at

    def _fetch(self) -> dict[str, jwt.PyJWK]:
        response = requests.get(self._url, timeout=self._timeout, allow_redirects=False)
        response.raise_for_status()
        return parse_key_set(response.json())


def parse_key_set(document: Any) -> dict[str, jwt.PyJWK]:
    """Read a JWKS document into keys by `kid`; keys of unknown kinds are passed over.

    Raises:
        ValueError: the document is not a key set.
    """
    if not isinstance(document, dict) or not isinstance(document.get("keys"), list):
        raise ValueError("not a JWK set")  # noqa: TRY004 - callers treat any bad document alike
    keys: dict[str, jwt.PyJWK] = {}
    for raw in document["keys"]:
        if not isinstance(raw, dict) or not isinstance(raw.get("kid"), str):
            continue
        if raw.get("kty") not in ("EC", "RSA", "OKP") or raw.get("use", "sig") != "sig":
            continue
        try:
            key = jwt.PyJWK(raw)
        except jwt.PyJWTError:
            continue
        if raw["kty"] != "RSA" or key.key.key_size >= SHORTEST_RSA_KEY:
            keys[raw["kid"]] = key
    return keys
