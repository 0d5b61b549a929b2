"""Stripe, as the fake of it answers over HTTP, and what its signatures are worth."""

from __future__ import annotations

import time
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
import stripe

from api.clients.payments import (
    CheckoutOrder,
    Fact,
    InvalidNotice,
    InvalidSignature,
    PaymentRefused,
    PaymentsUnavailable,
)
from api.clients.stripe_checkout import StripeCheckout
from e2e.fakes.stripe_server import StripeServer, event, signature, signed

SECRET = "whsec_tests"


@pytest.fixture
def server() -> Iterator[StripeServer]:
    with StripeServer() as running:
        yield running


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stripe.HTTPClient, "INITIAL_DELAY", 0.01)
    monkeypatch.setattr(stripe.HTTPClient, "MAX_DELAY", 0.02)


def _client(server: StripeServer, **changes: Any) -> StripeCheckout:
    options = {
        "secret_key": "sk_test_fake",
        "webhook_secret": SECRET,
        "base_url": server.url,
        "timeout": 5.0,
    }
    return StripeCheckout(**options | changes)


def _order(purchase_id: uuid.UUID | None = None) -> CheckoutOrder:
    return CheckoutOrder(
        purchase_id=purchase_id or uuid.uuid4(),
        title="50 credits",
        price=500,
        currency="usd",
        success_url="https://app.example.com/paid",
        cancel_url="https://app.example.com/",
    )


def test_a_page_is_opened_with_our_id_on_page_and_payment(server: StripeServer) -> None:
    order = _order()

    opened = _client(server).open_checkout(order)

    sale = server.till.sales[opened.id]
    assert opened.url.endswith(opened.id)
    assert (sale.amount, sale.currency, sale.form["mode"]) == (500, "usd", "payment")
    assert sale.form["client_reference_id"] == str(order.purchase_id)
    assert sale.form["payment_intent_data[metadata][purchase_id]"] == str(order.purchase_id)
    assert sale.form["success_url"] == "https://app.example.com/paid"


def test_the_same_purchase_twice_is_the_same_page(server: StripeServer) -> None:
    client, order = _client(server), _order()

    assert client.open_checkout(order) == client.open_checkout(order)
    assert len(server.till.sales) == 1


def test_nothing_is_told_about_this_machine(server: StripeServer) -> None:
    client = _client(server)
    client.open_checkout(_order())

    client.open_checkout(_order())

    for call in server.till.calls:
        assert "x-stripe-client-telemetry" not in call["headers"]
        assert "platform" not in call["headers"]["x-stripe-client-user-agent"]


@pytest.mark.parametrize(
    ("mode", "error", "calls"),
    [
        ("failing", PaymentsUnavailable, 3),
        ("reset", PaymentsUnavailable, 3),
        ("limited", PaymentsUnavailable, 1),
        ("nonsense", PaymentsUnavailable, 1),
        ("revoked", PaymentRefused, 1),
        ("refusing", PaymentRefused, 1),
        ("empty", PaymentRefused, 1),
    ],
)
def test_faults_are_told_apart_and_tried_again_twice_at_most(
    server: StripeServer, mode: str, error: type[Exception], calls: int
) -> None:
    server.till.mode = mode

    with pytest.raises(error):
        _client(server).open_checkout(_order())

    assert len(server.till.calls) == calls


def test_a_provider_that_hangs_is_given_up(server: StripeServer) -> None:
    server.till.mode = "hanging"
    started = time.monotonic()

    with pytest.raises(PaymentsUnavailable):
        _client(server, timeout=0.2).open_checkout(_order())

    assert time.monotonic() - started < 5


def test_without_a_key_payments_are_not_set_up(server: StripeServer) -> None:
    client = _client(server, secret_key="", webhook_secret="")

    with pytest.raises(PaymentsUnavailable):
        client.open_checkout(_order())
    with pytest.raises(PaymentsUnavailable):
        client.read_notice(b"{}", signature(b"{}", ""))


def test_a_payments_purchase_can_be_asked_for(server: StripeServer) -> None:
    client, order = _client(server), _order()
    opened = client.open_checkout(order)

    assert client.purchase_of(server.till.sales[opened.id].payment_id) == order.purchase_id
    assert client.purchase_of("pi_of_another_shop") is None


def test_a_revoked_key_does_not_make_payments_nobodys(server: StripeServer) -> None:
    server.till.mode = "revoked"

    with pytest.raises(PaymentRefused):
        _client(server).purchase_of("pi_1")


def test_notices_are_read(server: StripeServer) -> None:
    client, order = _client(server), _order()
    till, page = server.till, client.open_checkout(order).id

    told = [
        till.paid(page),
        till.paid(page, "async_payment_succeeded"),
        till.refunded(page, 200),
        till.disputed(page, "needs_response"),
        till.disputed(page, "lost", "closed"),
        till.disputed(page, "won", "closed"),
    ]
    notices = [client.read_notice(*signed(one, SECRET)) for one in told]

    facts = [(notice.fact, notice.amount) for notice in notices if notice]
    assert facts == [
        (Fact.PAID, 500),
        (Fact.PAID, 500),
        (Fact.REFUNDED, 200),
        (Fact.DISPUTED, 500),
        (Fact.DISPUTED, 500),
        (Fact.DISPUTE_WON, 500),
    ]
    payment_id = till.sales[page].payment_id
    assert {notice.payment_id for notice in notices if notice} == {payment_id}
    assert {notice.purchase_id for notice in notices[:3] if notice} == {order.purchase_id}


def test_what_moves_no_money_says_nothing(server: StripeServer) -> None:
    client = _client(server)
    till, page = server.till, client.open_checkout(_order()).id

    told = [
        till.expired(page),
        till.paid(page, payment_status="unpaid"),
        till.disputed(page, "warning_needs_response"),
        event("customer.created", {"id": "cus_1"}),
    ]

    assert [client.read_notice(*signed(one, SECRET)) for one in told] == [None] * 4


def _forgeries() -> dict[str, tuple[bytes, str]]:
    payload, good = signed(event("charge.refunded", {}), SECRET)
    now = time.time()
    stamp, digest = good.split(",")
    return {
        "no header": (payload, ""),
        "no signature": (payload, stamp),
        "no time": (payload, digest),
        "another secret": (payload, signature(payload, "whsec_other")),
        "empty secret": (payload, signature(payload, "")),
        "other body": (payload + b" ", good),
        "other time": (payload, f"t={int(now) + 1},{digest}"),
        "too old": (payload, signature(payload, SECRET, now - 301)),
        "older scheme": (payload, good.replace("v1=", "v0=")),
        "not ASCII": (payload, f"{stamp},v1=é"),
        "not a time": (payload, f"t=soon,{digest}"),
        "endless time": (payload, f"t={'9' * 5000},{digest}"),
        "not UTF-8": (b"\xff\xfe", signature(b"\xff\xfe", SECRET)),
    }


@pytest.mark.parametrize("kind", list(_forgeries()))
def test_a_forged_or_old_signature_is_refused(server: StripeServer, kind: str) -> None:
    with pytest.raises(InvalidSignature):
        _client(server).read_notice(*_forgeries()[kind])


@pytest.mark.parametrize(
    "payload",
    [
        b"not json",
        b"[]",
        b"{}",
        b'{"id": "evt_1", "type": "charge.refunded"}',
        b'{"id": "evt_1", "type": "charge.refunded", "data": {"object": {"amount_refunded": "x"}}}',
    ],
)
def test_a_signed_notice_that_lacks_what_it_promises_is_refused(
    server: StripeServer, payload: bytes
) -> None:
    with pytest.raises(InvalidNotice):
        _client(server).read_notice(payload, signature(payload, SECRET))
