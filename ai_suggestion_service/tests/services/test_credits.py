"""The ledger of credits."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import IntegrityError, connections, transaction

from api.models import AIModel, CreditAccount, CreditEntry
from api.services import credits
from api.services.credits import InsufficientCredits
from servicekit.append_only import AppendOnly
from servicekit.audit.models import AuditEvent

pytestmark = [pytest.mark.usefixtures("tables"), pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _billing(settings: Any) -> None:
    settings.BILLING_ENABLED = True
    settings.BILLING_WELCOME_CREDITS = 10


def _in_one(*steps: Callable[[], None]) -> None:
    with transaction.atomic():
        for step in steps:
            step()


def _reserve(amount: int, subject: str = "s", user_id: str = "u") -> None:
    _in_one(
        lambda: credits.reserve(
            user_id=user_id, amount=amount, purpose="suggestion", subject_id=subject
        )
    )


def _settle(subject: str = "s") -> None:
    _in_one(lambda: credits.settle(user_id="u", purpose="suggestion", subject_id=subject))


def _release(amount: int, subject: str = "s") -> None:
    _in_one(
        lambda: credits.release(
            user_id="u", amount=amount, purpose="suggestion", subject_id=subject
        )
    )


def _entries(user_id: str = "u") -> list[tuple[str, int, int]]:
    rows = CreditEntry.objects.for_user(user_id).order_by("number")
    return list(rows.values_list("kind", "amount", "balance_after"))


def check_books(user_id: str = "u") -> CreditAccount:
    """Compare the account with its entries: sum, running balance, numbers."""
    account = CreditAccount.objects.get(pk=user_id)
    balance = 0
    rows = list(CreditEntry.objects.for_user(user_id).order_by("number"))
    for number, row in enumerate(rows, start=1):
        balance += row.amount
        assert (row.number, row.balance_after) == (number, balance)
    assert (account.balance, account.entries) == (balance, len(rows))
    return account


@pytest.fixture(autouse=True)
def _books_balance() -> Iterator[None]:
    yield
    for account in CreditAccount.objects.all():
        check_books(account.user_id)


def _at_once(count: int, work: Callable[[int], None]) -> None:
    start = threading.Barrier(count)

    def run(number: int) -> None:
        start.wait()
        try:
            work(number)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_an_account_begins_with_welcome_credits() -> None:
    account = credits.open_account(user_id="u")

    assert account.balance == 10
    assert _entries() == [("grant", 10, 10)]


def test_twenty_first_requests_at_once_are_welcomed_once() -> None:
    _at_once(20, lambda _: credits.open_account(user_id="u") and None)

    assert _entries() == [("grant", 10, 10)]


def test_without_welcome_credits_an_account_begins_empty(settings: Any) -> None:
    settings.BILLING_WELCOME_CREDITS = 0

    assert credits.open_account(user_id="u").balance == 0
    assert _entries() == []


def test_a_price_is_taken_and_stays_when_the_work_is_completed() -> None:
    credits.open_account(user_id="u")

    _reserve(3)
    _settle()

    assert _entries() == [("grant", 10, 10), ("reserve", -3, 7), ("settle", 0, 7)]


def test_a_price_comes_back_when_the_work_fails() -> None:
    credits.open_account(user_id="u")

    _reserve(3)
    _release(3)

    assert _entries()[1:] == [("reserve", -3, 7), ("refund", 3, 10)]


def test_the_same_work_is_charged_once() -> None:
    credits.open_account(user_id="u")
    _reserve(3)

    with pytest.raises(IntegrityError):
        _reserve(3)

    assert check_books().balance == 7


@pytest.mark.parametrize("first", [_settle, lambda: _release(3)])
@pytest.mark.parametrize("second", [_settle, lambda: _release(3)])
def test_work_ends_once(first: Callable[[], None], second: Callable[[], None]) -> None:
    credits.open_account(user_id="u")
    _reserve(3)
    first()
    before = _entries()

    with pytest.raises(IntegrityError):
        second()

    assert _entries() == before


def test_more_than_the_balance_is_refused_with_both_figures() -> None:
    credits.open_account(user_id="u")

    with pytest.raises(InsufficientCredits) as refused:
        _reserve(11)

    assert refused.value.members == {"required": 11, "balance": 10}
    assert len(_entries()) == 1


def test_an_account_that_is_not_there_pays_nothing() -> None:
    with pytest.raises(InsufficientCredits):
        _reserve(1)

    _settle()
    _release(1)

    assert not CreditAccount.objects.exists()
    assert not CreditEntry.objects.exists()


def test_rivals_spend_exactly_what_there_is() -> None:
    credits.open_account(user_id="u")
    refused: list[int] = []

    def spend(number: int) -> None:
        try:
            _reserve(1, subject=str(number))
        except InsufficientCredits:
            refused.append(number)

    _at_once(25, spend)

    assert len(refused) == 15
    assert check_books().balance == 0


def test_users_pay_apart() -> None:
    credits.open_account(user_id="u")
    credits.open_account(user_id="v")

    _reserve(4)

    assert check_books("v").balance == 10


def test_credits_of_a_returned_payment_are_owed_once_they_are_spent() -> None:
    credits.open_account(user_id="u")
    _in_one(
        lambda: credits.add_purchase(user_id="u", amount=50, event_id="purchase:1", purchase_id=1)
    )
    _reserve(45)

    _in_one(lambda: credits.take_back(user_id="u", amount=50, event_id="notice:1", purchase_id=1))

    account = check_books()
    assert (account.balance, account.owed) == (0, 35)
    assert _entries()[-1] == ("refund", -15, 0)


def test_what_comes_in_pays_first_what_is_owed() -> None:
    credits.open_account(user_id="u")
    _reserve(10)
    _in_one(lambda: credits.take_back(user_id="u", amount=30, event_id="notice:1", purchase_id=1))

    credits.grant(user_id="u", amount=20, actor="staff:1")
    _release(10)
    credits.grant(user_id="u", amount=5, actor="staff:1")

    account = check_books()
    assert (account.balance, account.owed) == (5, 0)


def test_a_payment_that_stands_after_all_forgives_what_is_owed() -> None:
    credits.open_account(user_id="u")
    _reserve(4)
    _in_one(lambda: credits.take_back(user_id="u", amount=30, event_id="notice:1", purchase_id=1))

    _in_one(lambda: credits.give_again(user_id="u", amount=30, event_id="notice:2", purchase_id=1))

    account = check_books()
    assert (account.balance, account.owed) == (6, 0)


def test_a_grant_is_on_record_with_who_gave_it() -> None:
    credits.open_account(user_id="u")

    credits.grant(user_id="u", amount=5, actor="staff:7")

    event = AuditEvent.objects.get()
    assert (event.user_id, event.actor, event.action) == ("u", "staff:7", "credits.granted")
    assert event.object_id == "5"


def test_entries_are_neither_changed_nor_deleted() -> None:
    credits.open_account(user_id="u")
    entry = CreditEntry.objects.get()

    for attempt in (
        entry.save,
        entry.delete,
        lambda: CreditEntry.objects.update(amount=99),
        lambda: CreditEntry.objects.all().delete(),
    ):
        with pytest.raises(AppendOnly):
            attempt()


def test_a_price_is_what_the_work_weighs_times_the_models_credits(settings: Any) -> None:
    settings.BILLING_ACTION_CREDITS = {"optimization": 3}

    assert credits.price(action="optimization", model=AIModel(credits_per_use=2)) == 6
    assert credits.price(action="suggestion", model=AIModel(credits_per_use=2)) == 2
    assert credits.price(action="optimization", model=AIModel(credits_per_use=0)) == 0


def test_nothing_costs_anything_where_billing_is_off(settings: Any) -> None:
    settings.BILLING_ENABLED = False

    assert credits.price(action="suggestion", model=AIModel(credits_per_use=2)) == 0
