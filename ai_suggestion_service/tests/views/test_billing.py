"""Credits, payment pages and notices of payments over HTTP."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from rest_framework.test import APIClient

from api.models import CreditAccount, CreditEntry, Purchase
from api.services import credits
from e2e.fakes.stripe_server import StripeServer, signed
from servicekit.audit.models import AuditEvent
from tests.conftest import logged_in
from tests.fakes import FakeResumeService

CREDITS = "/api/billing/credits"
CHECKOUT = "/api/billing/checkout"
WEBHOOK = "/api/billing/webhook"
SECRET = "whsec_tests"
PAGE = "https://app.example.com/paid?session={CHECKOUT_SESSION_ID}"


@pytest.fixture
def stripe(settings: Any) -> Iterator[StripeServer]:
    """Run Stripe, with billing switched on."""
    with StripeServer() as server:
        settings.BILLING_ENABLED = True
        settings.BILLING_WELCOME_CREDITS = 10
        settings.BILLING_RETURN_ORIGINS = ["https://app.example.com"]
        options = {"secret_key": "sk_test_fake", "webhook_secret": SECRET, "timeout": 5.0}
        settings.PAYMENTS = {
            **settings.PAYMENTS,
            "OPTIONS": {**options, "base_url": server.url},
        }
        yield server


def _buy(client: APIClient, **body: Any) -> Any:
    return client.post(CHECKOUT, {"pack": "small", **body}, "json")


def _tell(told: dict[str, Any], secret: str = SECRET, **headers: str) -> Any:
    payload, signature = signed(told, secret)
    return APIClient(raise_request_exception=False).generic(
        "POST",
        WEBHOOK,
        payload,
        content_type="application/json; charset=utf-8",
        headers={"Stripe-Signature": signature, **headers},
    )


def test_the_caller_sees_balance_prices_packs_and_ledger(
    client: APIClient, user_id: str, stripe: StripeServer
) -> None:
    body = client.get(CREDITS).json()

    assert (body["balance"], body["owed"], body["next"]) == (10, 0, None)
    assert body["prices"]["suggestion"] == 1
    assert body["packs"][0] == {"name": "small", "credits": 50, "price": 500, "currency": "usd"}
    entry = body["results"][0]
    assert (entry["number"], entry["kind"], entry["amount"]) == (1, "grant", 10)
    assert (entry["balance_after"], entry["purpose"]) == (10, "welcome")


def test_the_ledger_comes_in_pages_newest_first(
    client: APIClient, stranger: APIClient, user_id: str, stripe: StripeServer
) -> None:
    stranger.get(CREDITS)
    credits.open_account(user_id=user_id)
    for amount in range(1, 5):
        credits.grant(user_id=user_id, amount=amount, actor="staff:1")

    first = client.get(CREDITS, {"page_size": 3}).json()
    rest = client.get(first["next"]).json()

    assert [row["amount"] for row in first["results"] + rest["results"]] == [4, 3, 2, 1, 10]
    assert first["balance"] == rest["balance"] == 20


def test_a_page_of_the_ledger_takes_the_same_few_statements(
    client: APIClient, user_id: str, stripe: StripeServer, django_assert_max_num_queries: Any
) -> None:
    credits.open_account(user_id=user_id)
    client.get(CREDITS)

    with django_assert_max_num_queries(2):
        client.get(CREDITS)


def test_a_pack_is_bought_and_credited_when_it_is_paid(
    client: APIClient, user_id: str, stripe: StripeServer
) -> None:
    bought = _buy(client, success_url=PAGE)
    page = bought.json()["checkout_id"]

    paid = _tell(stripe.till.paid(page))

    assert (bought.status_code, paid.status_code) == (201, 200)
    assert bought.json()["url"].endswith(page)
    assert stripe.till.sales[page].form["success_url"] == PAGE
    assert paid.json() == {"received": True}
    assert client.get(CREDITS).json()["balance"] == 60
    actions = AuditEvent.objects.filter(user_id=user_id).values_list("action", flat=True)
    assert {"checkout.created", "credits.purchased"} <= set(actions)


def test_the_same_key_opens_one_page(client: APIClient, stripe: StripeServer) -> None:
    answers = [
        client.post(CHECKOUT, {"pack": "small"}, "json", headers={"Idempotency-Key": "k"})
        for _ in range(2)
    ]

    assert answers[0].content == answers[1].content
    assert answers[1]["Idempotency-Replayed"] == "true"
    assert len(stripe.till.sales) == Purchase.objects.count() == 1


@pytest.mark.parametrize(
    "body",
    [
        {"pack": "huge"},
        {"pack": ""},
        {"success_url": "https://evil.example.com/"},
        {"success_url": "https://app.example.com@evil.example.com/"},
        {"success_url": "https://app.example.com.evil.example.com/"},
        {"success_url": "https://app.example.com:444/"},
        {"success_url": "http://app.example.com/"},
        {"success_url": "//app.example.com/"},
        {"success_url": "javascript:alert(1)"},
        {"cancel_url": "https://app.example.com\\@evil.example.com/"},
        {"cancel_url": "https://äpp.example.com/"},
        {"cancel_url": 7},
    ],
)
def test_what_is_not_sold_or_leads_elsewhere_is_refused(
    client: APIClient, stripe: StripeServer, body: dict[str, Any]
) -> None:
    response = _buy(client, **body)

    assert response.status_code == 400
    assert response.json()["errors"][0]["attr"] == next(iter(body))
    assert not stripe.till.calls


@pytest.mark.parametrize(
    ("mode", "status", "code"),
    [
        ("nonsense", 503, "payments_unavailable"),
        ("refusing", 502, "payment_provider_error"),
    ],
)
def test_a_provider_that_fails_is_told_of(
    client: APIClient, stripe: StripeServer, mode: str, status: int, code: str
) -> None:
    stripe.till.mode = mode

    response = _buy(client)

    assert (response.status_code, response.json()["code"]) == (status, code)


def test_a_forged_notice_is_refused(client: APIClient, stripe: StripeServer) -> None:
    page = _buy(client).json()["checkout_id"]

    forged = _tell(stripe.till.paid(page), secret="whsec_other")

    assert (forged.status_code, forged.json()["code"]) == (400, "invalid_signature")
    assert client.get(CREDITS).json()["balance"] == 10


def test_a_notice_without_a_signature_is_refused(tables: None, stripe: StripeServer) -> None:
    response = APIClient().post(WEBHOOK, {"type": "checkout.session.completed"}, "json")

    assert (response.status_code, response.json()["code"]) == (400, "invalid_signature")


def test_headers_of_callers_mean_nothing_to_a_notice(
    client: APIClient, stripe: StripeServer
) -> None:
    page = _buy(client).json()["checkout_id"]
    odd = {"Authorization": "Bearer nonsense", "Idempotency-Key": "k"}

    response = _tell(stripe.till.paid(page), **odd)

    assert response.status_code == 200


def test_a_dispute_finds_its_purchase_before_the_payment_is_told(
    client: APIClient, stripe: StripeServer
) -> None:
    page = _buy(client).json()["checkout_id"]

    for told in (stripe.till.disputed(page, "needs_response"), stripe.till.paid(page)):
        assert _tell(told).status_code == 200

    assert client.get(CREDITS).json()["balance"] == 10


def test_a_notice_is_known_by_the_page_alone(client: APIClient, stripe: StripeServer) -> None:
    page = _buy(client).json()["checkout_id"]

    _tell(stripe.till.paid(page, client_reference_id=str(uuid.uuid4()), metadata={}))

    assert client.get(CREDITS).json()["balance"] == 60


def test_payments_of_others_are_acknowledged(client: APIClient, stripe: StripeServer) -> None:
    page = _buy(client).json()["checkout_id"]
    told = [stripe.till.paid(page), stripe.till.disputed(page, "lost"), stripe.till.expired(page)]
    Purchase.objects.all().delete()

    assert [_tell(one).status_code for one in told] == [200, 200, 200]
    assert not CreditEntry.objects.filter(kind="purchase").exists()


def test_a_payment_of_another_amount_is_refused(client: APIClient, stripe: StripeServer) -> None:
    page = _buy(client).json()["checkout_id"]

    response = _tell(stripe.till.paid(page, amount_total=1))

    assert (response.status_code, response.json()["code"]) == (409, "payment_mismatch")
    assert client.get(CREDITS).json()["balance"] == 10


def test_an_oversized_notice_is_refused(tables: None, stripe: StripeServer) -> None:
    response = _tell({"id": "evt_1", "type": "x", "filler": "x" * 2_000_000})

    assert response.status_code == 413


def test_anonymous_callers_are_asked_to_log_in(anonymous: APIClient, stripe: StripeServer) -> None:
    assert anonymous.get(CREDITS).status_code == 401
    assert _buy(anonymous).status_code == 401


def test_where_billing_is_off_its_paths_are_not_there(
    client: APIClient, anonymous: APIClient
) -> None:
    for response in (client.get(CREDITS), _buy(client), _tell({"id": "evt_1"})):
        assert (response.status_code, response.json()["code"]) == (404, "billing_disabled")
        assert response["Content-Type"] == "application/problem+json"
    assert anonymous.get(CREDITS).status_code == 401
    assert not CreditAccount.objects.exists()


def test_the_ledger_is_part_of_the_export(
    client: APIClient, user_id: str, stripe: StripeServer, resumes: FakeResumeService
) -> None:
    _buy(client)

    body = logged_in(user_id).get("/api/users/me/export").json()

    assert body["CreditEntry"][0]["amount"] == 10
    assert body["CreditAccount"][0]["balance"] == 10
    assert body["Purchase"][0]["pack"] == "small"
