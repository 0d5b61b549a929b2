"""Second factors: authenticator apps (TOTP) and recovery codes."""

from __future__ import annotations

import hashlib
import secrets
import time

import pyotp
import structlog
from django.db import transaction
from django.utils import timezone

from api.models import RecoveryCode, SecondFactor, User
from api.services import secrets_at_rest
from servicekit.errors import Conflict, Unauthenticated

log = structlog.get_logger(__name__)

PURPOSE = "second factors"
ISSUER = "Résumé service"
STEP_SECONDS = 30
RECOVERY_CODES = 10


class CodeRequired(Unauthenticated):
    """The password is right; the account asks for a code too."""

    code = "otp_required"
    detail = "Send the code of your authenticator app, or a recovery code, as otp."


class CodeRefused(Unauthenticated):
    """The code is wrong, used or too old."""

    code = "invalid_otp"
    detail = "The code is wrong or was used already."


class AlreadyEnabled(Conflict):
    """The account has a second factor."""

    code = "second_factor_enabled"
    detail = "A second factor is set up. Remove it first."


def begin(*, user: User) -> str:
    """Make a secret and return it as an `otpauth:` URI for the app; it counts once confirmed.

    Raises:
        AlreadyEnabled
    """
    if is_enabled(user):
        raise AlreadyEnabled
    secret = pyotp.random_base32()
    encrypted = secrets_at_rest.encrypt(secret.encode(), purpose=PURPOSE)
    SecondFactor.objects.update_or_create(
        user=user, defaults={"encrypted_secret": encrypted, "last_step": 0, "confirmed_at": None}
    )
    return pyotp.TOTP(secret).provisioning_uri(name=user.email, issuer_name=ISSUER)


def confirm(*, user: User, code: str) -> list[str]:
    """Turn the second factor on and return the recovery codes, shown this once.

    Raises:
        CodeRefused
    """
    factor = SecondFactor.objects.filter(user=user, confirmed_at=None).first()
    if factor is None or not _use_step(factor, code):
        raise CodeRefused
    codes = [f"{secrets.token_hex(3)}-{secrets.token_hex(3)}" for _ in range(RECOVERY_CODES)]
    with transaction.atomic():
        SecondFactor.objects.filter(user=user).update(confirmed_at=timezone.now())
        RecoveryCode.objects.filter(user=user).delete()
        RecoveryCode.objects.bulk_create(
            RecoveryCode(user=user, code_hash=_digest(code)) for code in codes
        )
    return codes


def remove(*, user: User) -> None:
    """Turn the second factor off."""
    with transaction.atomic():
        SecondFactor.objects.filter(user=user).delete()
        RecoveryCode.objects.filter(user=user).delete()


def is_enabled(user: User) -> bool:
    """Tell whether logins of the account need a code."""
    return SecondFactor.objects.filter(user=user, confirmed_at__isnull=False).exists()


def require_code(*, user: User, code: str) -> None:
    """Check the code of a login, when the account needs one; each code works once.

    Raises:
        CodeRequired, CodeRefused
    """
    factor = SecondFactor.objects.filter(user=user, confirmed_at__isnull=False).first()
    if factor is None:
        return
    if not code:
        raise CodeRequired
    if not _use_step(factor, code) and not _use_recovery_code(user, code):
        raise CodeRefused


def _use_step(factor: SecondFactor, code: str) -> bool:
    try:
        secret = secrets_at_rest.decrypt(factor.encrypted_secret, purpose=PURPOSE).decode()
    except secrets_at_rest.Unreadable:
        log.warning("second_factor_unreadable", user_id=str(factor.user_id))
        return False  # the recovery codes still work
    totp, now = pyotp.TOTP(secret), int(time.time()) // STEP_SECONDS
    for step in (now, now - 1, now + 1):
        if secrets.compare_digest(totp.at(step * STEP_SECONDS), code):
            unused = SecondFactor.objects.filter(pk=factor.pk, last_step__lt=step)
            return bool(unused.update(last_step=step))
    return False


def _use_recovery_code(user: User, code: str) -> bool:
    unused = RecoveryCode.objects.filter(user=user, code_hash=_digest(code), used_at=None)
    return bool(unused.update(used_at=timezone.now()))


def _digest(code: str) -> str:
    return hashlib.sha256(code.strip().lower().encode()).hexdigest()
