"""Accounts: registering, logging in, passwords, profiles."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import check_password as check_hash
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from api.models import Consent, LegalDocument, User
from api.services import account_tokens, applications, lockout, mails, second_factors, sessions
from servicekit.audit.recording import record
from servicekit.errors import Conflict, FieldError, Forbidden, Invalid, Unauthenticated


class InvalidCredentials(Unauthenticated):
    """No active account has this e-mail and password."""

    code = "invalid_credentials"
    detail = "The e-mail address or the password is wrong."


class EmailTaken(Conflict):
    """Another account has the address."""

    code = "email_taken"
    detail = "An account with this e-mail address exists. Log in or reset the password."


class WeakPassword(Invalid):
    """The password breaks a rule."""

    code = "validation_error"
    detail = "The password cannot be used; see errors."


class WrongPassword(Forbidden):
    """The current password was not confirmed."""

    code = "wrong_password"
    detail = "The current password is wrong."


def register(*, email: str, password: str, name: str, accepted: bool = False) -> User:
    """Create an account and send it a link to confirm its address.

    Raises:
        WeakPassword, EmailTaken
    """
    check_password(password=password, user=User(email=email, name=name))
    try:
        with transaction.atomic():
            user = User.objects.create_user(email, password, name=name)
            if accepted:
                accept_current(user=user)
            mails.request(user=user, mail=mails.VERIFY)
            applications.add_examples(user_id=str(user.pk))
            record(user_id=str(user.pk), action="account.created", object_id=user.pk)
            return user
    except IntegrityError as error:
        raise EmailTaken from error


def accept_current(*, user: User) -> None:
    """Record that the account accepts the present versions of the legal texts."""
    for document in LegalDocument:
        accept(user=user, document=document, version=settings.LEGAL_VERSIONS[document])


def accept(*, user: User, document: str, version: str) -> Consent:
    """Record the acceptance of one version of one text, once."""
    consent, _ = Consent.objects.get_or_create(user=user, document=document, version=version)
    return consent


def check_password(*, password: str, user: User) -> None:
    """Check the password against the configured rules.

    Raises:
        WeakPassword: with every broken rule.
    """
    try:
        validate_password(password, user)
    except ValidationError as error:
        failures = [
            FieldError("password", str(one.code), one.messages[0]) for one in error.error_list
        ]
        raise WeakPassword(errors=failures) from error


def authenticate(*, email: str, password: str, address: str, otp: str = "") -> User:
    """Return the active account with these credentials, taking as long when there is none.

    Raises:
        TooManyAttempts, InvalidCredentials, CodeRequired, CodeRefused
    """
    email = email.strip().lower()
    lockout.count_attempt(email=email, address=address)
    nobodys_hash = _nobodys_hash()
    user = User.objects.filter(email=email).first()
    # A hash is checked in any case, so that time does not tell which accounts exist.
    right = check_hash(password, user.password if user else nobodys_hash)
    if user is None or not right or not user.is_active:
        raise InvalidCredentials
    second_factors.require_code(user=user, code=otp)
    lockout.note_success(email=email, address=address)
    User.objects.filter(pk=user.pk).update(last_login=timezone.now())
    record(user_id=str(user.pk), action="session.opened")
    return user


@lru_cache(maxsize=1)
def _nobodys_hash() -> str:
    return make_password("nobody has this password")


def verify_email(*, token: str) -> User:
    """Mark the address of a verification token as the person's.

    Raises:
        TokenRefused
    """
    user = account_tokens.holder_of_verification(token)
    user.email_verified_at = timezone.now()
    user.save(update_fields=["email_verified_at", "updated_at"])
    record(user_id=str(user.pk), action="email.verified")
    return user


def request_verification(*, user: User) -> None:
    """Send another verification link, unless the address is verified."""
    if not user.email_verified:
        mails.request(user=user, mail=mails.VERIFY)


def request_reset(*, email: str) -> None:
    """Send a link for a new password to the address, if it has an active account."""
    user = User.objects.filter(email=email.strip().lower(), is_active=True).first()
    if user is None:
        mails.request_for_nobody(mail=mails.RESET)
    else:
        mails.request(user=user, mail=mails.RESET)


def reset_password(*, token: str, new_password: str) -> None:
    """Set a new password and end every session.

    Raises:
        TokenRefused, WeakPassword
    """
    user = account_tokens.holder_of_reset(token)
    _set_password(user, new_password)
    sessions.revoke_all(user_id=str(user.pk))
    record(user_id=str(user.pk), action="password.reset")


def change_password(
    *, user: User, current_password: str, new_password: str, session_id: str
) -> None:
    """Set a new password and end every other session.

    Raises:
        WrongPassword, WeakPassword
    """
    require_password(user=user, password=current_password)
    _set_password(user, new_password)
    sessions.revoke_all(user_id=str(user.pk), except_session=session_id)


def require_password(*, user: User, password: str) -> None:
    """Make sure that the owner is at the keyboard.

    Raises:
        WrongPassword, TooManyAttempts
    """
    lockout.count_confirmation(user_id=str(user.pk))
    if not user.check_password(password):
        raise WrongPassword
    lockout.note_confirmed(user_id=str(user.pk))


def set_active(*, user: User, is_active: bool, actor: str) -> User:
    """Enable or disable an account; disabling ends its sessions."""
    user.is_active = is_active
    user.save(update_fields=["is_active", "updated_at"])
    if not is_active:
        sessions.revoke_all(user_id=str(user.pk))
    action = "account.enabled" if is_active else "account.disabled"
    record(user_id=str(user.pk), actor=actor, action=action, object_id=user.pk)
    return user


def _set_password(user: User, password: str) -> None:
    check_password(password=password, user=user)
    user.set_password(password)
    user.save(update_fields=["password", "updated_at"])


def update_profile(*, user: User, changes: dict[str, Any]) -> User:
    """Write the given profile fields."""
    for name, value in changes.items():
        setattr(user, name, value)
    user.save(update_fields=[*changes, "updated_at"])
    return user
