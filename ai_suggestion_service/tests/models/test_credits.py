"""What the tables of credits admit and refuse."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import transaction
from django.db.utils import Error

from api.models import CreditAccount, CreditEntry, Purchase

pytestmark = pytest.mark.usefixtures("tables")


def _entry(**changes: Any) -> CreditEntry:
    fields = {
        "user_id": "u",
        "number": 1,
        "kind": "grant",
        "amount": 5,
        "balance_after": 5,
        "event_id": "e",
        "purpose": "welcome",
    }
    return CreditEntry.objects.create(**fields | changes)


def _purchase(**changes: Any) -> Purchase:
    fields = {"user_id": "u", "pack": "small", "credits": 50, "price": 500, "currency": "usd"}
    return Purchase.objects.create(**fields | changes)


@pytest.mark.parametrize("fields", [{}, {"balance": 5}, {"balance": 0, "owed": 5}])
def test_a_balance_of_nothing_or_more_is_kept(fields: dict[str, int]) -> None:
    CreditAccount.objects.create(user_id="u", **fields)


@pytest.mark.parametrize("fields", [{"balance": -1}, {"owed": -1}])
def test_a_balance_below_nothing_is_refused(fields: dict[str, int]) -> None:
    with pytest.raises(Error), transaction.atomic():
        CreditAccount.objects.create(user_id="u", **fields)


@pytest.mark.parametrize(
    ("kind", "amount"),
    [("grant", 1), ("purchase", 1), ("reserve", -1), ("settle", 0), ("refund", 1), ("refund", -1)],
)
def test_an_amount_that_fits_its_kind_is_kept(kind: str, amount: int) -> None:
    _entry(kind=kind, amount=amount)


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "grant", "amount": 0},
        {"kind": "purchase", "amount": -1},
        {"kind": "reserve", "amount": 1},
        {"kind": "settle", "amount": -1},
        {"kind": "gift"},
        {"balance_after": -1},
    ],
)
def test_an_entry_that_makes_no_sense_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(Error), transaction.atomic():
        _entry(**fields)


def test_an_event_is_entered_once() -> None:
    _entry()

    with pytest.raises(Error), transaction.atomic():
        _entry(user_id="v")


def test_numbers_are_a_users_own() -> None:
    _entry()
    _entry(user_id="v", event_id="f")

    with pytest.raises(Error), transaction.atomic():
        _entry(event_id="g")


@pytest.mark.parametrize(
    "fields",
    [
        {"session_id": "cs_1"},
        {"session_id": "cs_2", "payment_id": "pi_2", "paid_amount": 500, "posted": 50},
        {"refunded_amount": 500},
    ],
)
def test_a_purchase_that_makes_sense_is_kept(fields: dict[str, Any]) -> None:
    _purchase()
    _purchase(**fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"credits": 0},
        {"price": 0},
        {"posted": 1},
        {"paid_amount": 0, "posted": 1},
        {"paid_amount": 500, "posted": 51},
        {"session_id": "cs_1"},
        {"payment_id": "pi_1"},
    ],
)
def test_a_purchase_that_makes_none_is_refused(fields: dict[str, Any]) -> None:
    _purchase(session_id="cs_1", payment_id="pi_1")

    with pytest.raises(Error), transaction.atomic():
        _purchase(**fields)
