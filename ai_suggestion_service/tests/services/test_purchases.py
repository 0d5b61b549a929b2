"""What becomes of a purchase, in whatever order it is told."""

from __future__ import annotations

import itertools
import threading
import uuid
from typing import Any

import pytest
from django.db import connections

from api.clients.payments import Fact, Notice
from api.models import CreditAccount, CreditEntry, Purchase
from api.services import credits, purchases
from api.services.purchases import PaymentMismatch
from servicekit.audit.models import AuditEvent
from tests.services.test_credits import check_books

pytestmark = [pytest.mark.usefixtures("tables"), pytest.mark.django_db(transaction=True)]


@pytest.fixture
def purchase(settings: Any) -> Purchase:
    settings.BILLING_WELCOME_CREDITS = 0
    credits.open_account(user_id="u")
    return Purchase.objects.create(user_id="u", pack="small", credits=50, price=500, currency="usd")


def _told(fact: Fact, amount: int = 500, **changes: Any) -> Notice:
    fields = {"event_id": f"evt_{uuid.uuid4().hex}", "currency": "usd", "payment_id": "pi_1"}
    dispute = {"dispute_id": "dp_1"} if fact in (Fact.DISPUTED, Fact.DISPUTE_WON) else {}
    return Notice(**fields | dispute | {"fact": fact, "amount": amount} | changes)


def _tell(purchase: Purchase, *notices: Notice) -> None:
    for notice in notices:
        purchases.record(purchase=purchase, notice=notice)


def test_a_paid_pack_is_credited(purchase: Purchase) -> None:
    _tell(purchase, _told(Fact.PAID, session_id="cs_1"))

    purchase.refresh_from_db()
    assert check_books().balance == 50
    assert (purchase.posted, purchase.session_id, purchase.payment_id) == (50, "cs_1", "pi_1")
    assert AuditEvent.objects.get().action == "credits.purchased"


STORIES = {
    "paid": ([_told(Fact.PAID)], 50),
    "completed and paid later": ([_told(Fact.PAID), _told(Fact.PAID)], 50),
    "paid back": ([_told(Fact.PAID), _told(Fact.REFUNDED)], 0),
    "paid back in parts": (
        [_told(Fact.PAID), _told(Fact.REFUNDED, 100), _told(Fact.REFUNDED, 250)],
        25,
    ),
    "disputed": ([_told(Fact.PAID), _told(Fact.DISPUTED)], 0),
    "dispute won": ([_told(Fact.PAID), _told(Fact.DISPUTED), _told(Fact.DISPUTE_WON)], 50),
    "in part paid back, dispute won": (
        [
            _told(Fact.PAID),
            _told(Fact.REFUNDED, 100),
            _told(Fact.DISPUTED, 400),
            _told(Fact.DISPUTE_WON, 400),
        ],
        40,
    ),
}
ORDERS = [
    pytest.param(order, balance, id=f"{name} {number}")
    for name, (notices, balance) in STORIES.items()
    for number, order in enumerate(itertools.permutations(notices))
]


@pytest.mark.parametrize(("order", "balance"), ORDERS)
def test_the_end_is_the_same_in_every_order(
    purchase: Purchase, order: tuple[Notice, ...], balance: int
) -> None:
    _tell(purchase, *order)

    assert check_books().balance == balance


@pytest.mark.parametrize("name", list(STORIES))
def test_telling_it_all_again_changes_nothing(purchase: Purchase, name: str) -> None:
    notices, balance = STORIES[name]

    _tell(purchase, *notices, *notices, *reversed(notices))

    assert check_books().balance == balance


def test_one_payment_told_twenty_times_at_once_is_credited_once(purchase: Purchase) -> None:
    notice, start = _told(Fact.PAID), threading.Barrier(20)

    def tell() -> None:
        start.wait()
        try:
            _tell(purchase, notice)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=tell) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert check_books().balance == 50
    assert CreditEntry.objects.count() == 1


@pytest.mark.parametrize("changes", [{"amount": 499}, {"currency": "jpy"}])
def test_another_amount_or_currency_credits_nothing(
    purchase: Purchase, changes: dict[str, Any]
) -> None:
    with pytest.raises(PaymentMismatch):
        _tell(purchase, _told(Fact.PAID, **changes))

    assert check_books().balance == 0


def test_an_erased_account_is_not_brought_back(purchase: Purchase) -> None:
    Purchase.objects.all().delete()
    CreditAccount.objects.all().delete()

    _tell(purchase, _told(Fact.PAID))

    assert not CreditEntry.objects.exists()
    assert not CreditAccount.objects.exists()
