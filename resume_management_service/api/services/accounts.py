"""Accounts: registering, logging in, profiles."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from api.models import User
from servicekit.errors import Conflict, FieldError, Invalid, Unauthenticated


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


def register(*, email: str, password: str, name: str) -> User:
    """Create an account.

    Raises:
        WeakPassword, EmailTaken
    """
    check_password(password=password, user=User(email=email, name=name))
    try:
        with transaction.atomic():
            return User.objects.create_user(email, password, name=name)
    except IntegrityError as error:
        raise EmailTaken from error


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


def authenticate(*, email: str, password: str) -> User:
    """Return the active account with these credentials, taking as long when there is none.

    Raises:
        InvalidCredentials
    """
    user = User.objects.filter(email=email.strip().lower()).first()
    if user is None:
        make_password(password)  # spend the time that a real check takes
        raise InvalidCredentials
    if not user.check_password(password) or not user.is_active:
        raise InvalidCredentials
    User.objects.filter(pk=user.pk).update(last_login=timezone.now())
    return user


def update_profile(*, user: User, changes: dict[str, Any]) -> User:
    """Write the given profile fields."""
    for name, value in changes.items():
        setattr(user, name, value)
    user.save(update_fields=[*changes, "updated_at"])
    return user
