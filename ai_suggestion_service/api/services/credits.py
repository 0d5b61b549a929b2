"""The balance of a user's credits, moved by exact, once-only entries of the ledger.

The functions that move it run in the transaction of what they are about. Each begins with a
conditional UPDATE of the account, so that rivals wait for each other there; the unique names of
events are the second guard.
"""

from __future__ import annotations

import uuid
from typing import Any

import structlog
from django.conf import settings
from django.db import IntegrityError
from django.db.models import F

from api.models import AIModel, CreditAccount, CreditEntry, CreditKind
from servicekit.audit import recording as audit
from servicekit.database.transactions import in_transaction
from servicekit.errors import PaymentRequired

log = structlog.get_logger(__name__)

WELCOME = "welcome"
STAFF = "staff"


class InsufficientCredits(PaymentRequired):
    """The balance does not cover the price."""

    code = "insufficient_credits"

    def __init__(self, price: int, balance: int) -> None:
        detail = f"This costs {price} credits and you have {balance}. Buy credits and try again."
        super().__init__(detail, members={"required": price, "balance": balance})


def price(*, action: str, model: AIModel) -> int:
    """Return what an action costs with a model, in credits; 0 where nothing is charged."""
    if not settings.BILLING_ENABLED:
        return 0
    weight: int = settings.BILLING_ACTION_CREDITS.get(action, 1)
    return weight * model.credits_per_use


def open_account(*, user_id: str) -> CreditAccount:
    """Return the user's account, made with its welcome credits when there is none yet.

    Outside of any transaction, so that rivals who open the same one do not wait for each other.
    """
    account = CreditAccount.objects.filter(pk=user_id).first()
    if account is not None:
        return account
    try:
        in_transaction(lambda: _make(user_id))
    except IntegrityError:
        log.debug("credit_account_made_meanwhile")
    return CreditAccount.objects.get(pk=user_id)


def _make(user_id: str) -> None:
    CreditAccount.objects.create(user_id=user_id)
    if settings.BILLING_WELCOME_CREDITS:
        _move(
            user_id,
            CreditKind.GRANT,
            settings.BILLING_WELCOME_CREDITS,
            event_id=f"{WELCOME}:{user_id}",
            purpose=WELCOME,
        )


def reserve(*, user_id: str, amount: int, purpose: str, subject_id: Any) -> None:
    """Take the price of work that is about to begin.

    Raises:
        InsufficientCredits: nothing was moved.
    """
    event_id = f"begin:{purpose}:{subject_id}"
    subject = {"purpose": purpose, "subject_id": str(subject_id)}
    if _move(user_id, CreditKind.RESERVE, -amount, event_id=event_id, **subject) is None:
        account = CreditAccount.objects.filter(pk=user_id).first()
        raise InsufficientCredits(amount, account.balance if account else 0)


def settle(*, user_id: str, purpose: str, subject_id: Any) -> None:
    """Enter that the work was completed: its price stays.

    A piece of work ends once: settling and releasing share the name of their event.
    """
    _move(user_id, CreditKind.SETTLE, 0, **_end_of(purpose, subject_id))


def release(*, user_id: str, amount: int, purpose: str, subject_id: Any) -> None:
    """Give back the price of work that came to nothing."""
    _add(user_id, CreditKind.REFUND, amount, **_end_of(purpose, subject_id))


def add_purchase(*, user_id: str, amount: int, event_id: str, purchase_id: Any) -> None:
    """Enter bought credits."""
    subject = {"purpose": "purchase", "subject_id": str(purchase_id)}
    _add(user_id, CreditKind.PURCHASE, amount, event_id=event_id, **subject)


def give_again(*, user_id: str, amount: int, event_id: str, purchase_id: Any) -> None:
    """Enter credits again that had been taken back for a payment that stands after all.

    What is still owed of them is forgiven, not entered.
    """
    accounts = CreditAccount.objects.select_for_update().filter(pk=user_id)
    owed = min(accounts.values_list("owed", flat=True).first() or 0, amount)
    CreditAccount.objects.filter(pk=user_id).update(owed=F("owed") - owed)
    if amount > owed:
        subject = {"purpose": "purchase", "subject_id": str(purchase_id)}
        _add(user_id, CreditKind.REFUND, amount - owed, event_id=event_id, **subject)


def take_back(*, user_id: str, amount: int, event_id: str, purchase_id: Any) -> None:
    """Take credits away whose payment was returned; what is spent already is owed."""
    account = CreditAccount.objects.select_for_update().filter(pk=user_id).first()
    if account is None:
        return
    taken = min(account.balance, amount)
    subject = {"purpose": "purchase", "subject_id": str(purchase_id)}
    _move(user_id, CreditKind.REFUND, -taken, event_id=event_id, **subject)
    CreditAccount.objects.filter(pk=user_id).update(owed=F("owed") + amount - taken)


def grant(*, user_id: str, amount: int, actor: str) -> None:
    """Give credits at the word of staff (`actor`), on record; a transaction of its own."""
    event_id = f"grant:{uuid.uuid4()}"

    def body() -> None:
        _add(user_id, CreditKind.GRANT, amount, event_id=event_id, purpose=STAFF, subject_id=actor)
        audit.record(user_id=user_id, action="credits.granted", object_id=amount, actor=actor)

    in_transaction(body)


def _end_of(purpose: str, subject_id: Any) -> dict[str, str]:
    return {
        "event_id": f"end:{purpose}:{subject_id}",
        "purpose": purpose,
        "subject_id": str(subject_id),
    }


def _add(user_id: str, kind: CreditKind, amount: int, *, event_id: str, **about: str) -> None:
    """Enter credits that come in; what the user owes is taken from them at once."""
    _move(user_id, kind, amount, event_id=event_id, **about)
    account = CreditAccount.objects.filter(pk=user_id, owed__gt=0).first()
    if account is None:
        return
    paid = min(account.owed, account.balance)
    _move(user_id, CreditKind.REFUND, -paid, event_id=f"owed:{event_id}", **about)
    CreditAccount.objects.filter(pk=user_id).update(owed=F("owed") - paid)


def _move(
    user_id: str,
    kind: CreditKind,
    amount: int,
    *,
    event_id: str,
    purpose: str,
    subject_id: str = "",
) -> CreditEntry | None:
    """Change a balance and enter that; None when it is too low, or the account was erased."""
    covered = CreditAccount.objects.filter(pk=user_id, balance__gte=-amount)
    if not covered.update(balance=F("balance") + amount, entries=F("entries") + 1):
        return None
    account = CreditAccount.objects.get(pk=user_id)  # ours until the transaction ends
    return CreditEntry.objects.create(
        user_id=user_id,
        number=account.entries,
        kind=kind,
        amount=amount,
        balance_after=account.balance,
        event_id=event_id,
        purpose=purpose,
        subject_id=subject_id,
    )
