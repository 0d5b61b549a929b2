"""What becomes of a purchase: notices are merged into its row, and the ledger follows the row.

Each fact is merged so that telling it again, or in another order, changes nothing. What the ledger
holds is then brought to what the payment stands for, in the same transaction.
"""

from __future__ import annotations

import structlog
from django.utils import timezone

from api.clients.payments import Fact, Notice
from api.models import Purchase
from api.services import credits
from servicekit.audit import recording as audit
from servicekit.database.transactions import in_transaction
from servicekit.errors import Conflict

log = structlog.get_logger(__name__)

ACTOR = "service:payments"


class PaymentMismatch(Conflict):
    """What was paid is not what was ordered."""

    code = "payment_mismatch"
    detail = "The payment is not of the amount or currency that was ordered."


def record(*, purchase: Purchase, notice: Notice) -> None:
    """Merge a fact into the purchase and post what follows from it; any number of times.

    Raises:
        PaymentMismatch: nothing was written.
    """
    in_transaction(lambda: _record(purchase, notice))


def _record(purchase: Purchase, notice: Notice) -> None:
    standing = Purchase.objects.select_for_update().filter(pk=purchase.pk).first()
    if standing is None:  # the account was erased meanwhile
        return
    MERGES[notice.fact](standing, notice)
    _post(standing, notice)
    standing.save()


def _merge_paid(purchase: Purchase, notice: Notice) -> None:
    if purchase.paid_amount is not None:
        return
    if notice.amount < purchase.price or notice.currency.lower() != purchase.currency:
        raise PaymentMismatch
    purchase.paid_amount = notice.amount
    purchase.paid_at = timezone.now()
    purchase.payment_id = notice.payment_id or purchase.payment_id
    purchase.session_id = notice.session_id or purchase.session_id


def _merge_refunded(purchase: Purchase, notice: Notice) -> None:
    purchase.refunded_amount = max(purchase.refunded_amount, notice.amount)


def _merge_disputed(purchase: Purchase, notice: Notice) -> None:
    known = purchase.disputes.get(notice.dispute_id, {"amount": 0, "won": False})
    won = known["won"] or notice.fact == Fact.DISPUTE_WON
    amount = max(known["amount"], notice.amount)
    purchase.disputes = {**purchase.disputes, notice.dispute_id: {"amount": amount, "won": won}}


MERGES = {
    Fact.PAID: _merge_paid,
    Fact.REFUNDED: _merge_refunded,
    Fact.DISPUTED: _merge_disputed,
    Fact.DISPUTE_WON: _merge_disputed,
}


def _post(purchase: Purchase, notice: Notice) -> None:
    """Bring the ledger to what the payment stands for now."""
    change = purchase.credits_due - purchase.posted
    if change == 0:
        return
    first = change > 0 and notice.fact == Fact.PAID
    move = credits.add_purchase if first else credits.give_again
    if change < 0:
        move = credits.take_back
    move(
        user_id=purchase.user_id,
        amount=abs(change),
        event_id=f"purchase:{purchase.pk}" if first else f"notice:{notice.event_id}",
        purchase_id=purchase.pk,
    )
    purchase.posted += change
    verb = "purchased" if change > 0 else "taken_back"
    audit.record(
        user_id=purchase.user_id, action=f"credits.{verb}", object_id=purchase.pk, actor=ACTOR
    )
    log.info("credits_posted", purchase_id=str(purchase.pk), change=change, fact=notice.fact)
