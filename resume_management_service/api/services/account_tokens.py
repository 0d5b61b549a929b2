"""Single-use, expiring tokens for links in e-mails.

A token is bound to the state it changes (the password's hash, the verified address), so using it
makes it worthless, and so does any other change of that state.
"""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode

from api.models import User
from servicekit.errors import Invalid


class TokenRefused(Invalid):
    """The link was used, has expired or was never ours."""

    code = "invalid_token"
    detail = "This link is not valid any more. Ask for a new one."


class _Verification(PasswordResetTokenGenerator):
    key_salt = "api.services.account_tokens.verification"

    def _make_hash_value(self, user: User, timestamp: int) -> str:
        return f"{user.pk}{user.email}{user.email_verified_at}{timestamp}"


class _Reset(PasswordResetTokenGenerator):
    key_salt = "api.services.account_tokens.reset"


def verification_token(user: User) -> str:
    """Return a token that proves that its holder reads the account's mail."""
    return _joined(user, _Verification().make_token(user))


def reset_token(user: User) -> str:
    """Return a token that allows one new password."""
    return _joined(user, _Reset().make_token(user))


def holder_of_verification(token: str) -> User:
    """Return the account that a verification token belongs to.

    Raises:
        TokenRefused
    """
    return _holder(token, _Verification())


def holder_of_reset(token: str) -> User:
    """Return the account that a reset token belongs to.

    Raises:
        TokenRefused
    """
    return _holder(token, _Reset())


def _joined(user: User, token: str) -> str:
    return f"{urlsafe_base64_encode(user.pk.bytes)}.{token}"


def _holder(token: str, generator: PasswordResetTokenGenerator) -> User:
    encoded, _, secret = token.partition(".")
    try:
        user = User.objects.filter(
            pk=UUID(bytes=urlsafe_base64_decode(encoded)), is_active=True
        ).first()
    except (ValueError, TypeError) as error:
        raise TokenRefused from error
    if user is None or not generator.check_token(user, secret):
        raise TokenRefused
    return user
