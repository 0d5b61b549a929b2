"""Erased accounts: their tokens are refused, and nothing more is written for them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.utils import timezone

from api.models import ErasedAccount
from servicekit.errors import Unauthenticated
from servicekit.tokens import Claims

KEPT_FOR = timedelta(days=2)


class AccountErased(Unauthenticated):
    """Everything of the account was removed; a login after that begins anew."""

    code = "account_erased"
    detail = "This account was erased."


def require_not_erased(claims: Claims) -> None:
    """Refuse tokens that were made before their account was erased.

    Raises:
        AccountErased
    """
    issued_at = datetime.fromtimestamp(claims.issued_at, UTC)
    if ErasedAccount.objects.filter(pk=claims.subject, erased_at__gte=issued_at).exists():
        raise AccountErased


def is_erased(user_id: str) -> bool:
    """Tell whether the account was erased lately."""
    return ErasedAccount.objects.filter(pk=user_id).exists()


def note(*, user_id: str) -> None:
    """Remember that the account is gone as of now."""
    ErasedAccount.objects.update_or_create(
        account_id=user_id, defaults={"erased_at": timezone.now()}
    )


def purge_old() -> int:
    """Forget accounts whose tokens have all expired; return how many."""
    return ErasedAccount.objects.filter(erased_at__lt=timezone.now() - KEPT_FOR).delete()[0]
