"""Encryption of small secrets in the database with keys derived from the service's secret."""

from __future__ import annotations

import base64

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


class Unreadable(Exception):
    """It was encrypted under another service secret."""


def encrypt(plain: bytes, *, purpose: str) -> bytes:
    """Return the ciphertext; each purpose has a key of its own."""
    return _cipher(purpose).encrypt(plain)


def decrypt(encrypted: bytes | memoryview, *, purpose: str) -> bytes:
    """Return the plain bytes.

    Raises:
        Unreadable
    """
    try:
        return _cipher(purpose).decrypt(bytes(encrypted))
    except InvalidToken as error:
        raise Unreadable from error


def _cipher(purpose: str) -> Fernet:
    key = HKDF(hashes.SHA256(), 32, salt=None, info=purpose.encode())
    return Fernet(base64.urlsafe_b64encode(key.derive(settings.SECRET_KEY.encode())))
