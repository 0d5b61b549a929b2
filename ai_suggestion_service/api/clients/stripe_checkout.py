"""Stripe: payment pages, and signed notices of what became of a payment.

Notices are read as plain JSON: only fields that every version of Stripe's API has are used.
"""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from uuid import UUID

import orjson
import stripe
import structlog

from api.clients.payments import (
    Checkout,
    CheckoutOrder,
    Fact,
    InvalidNotice,
    InvalidSignature,
    Notice,
    PaymentRefused,
    PaymentsUnavailable,
)

if TYPE_CHECKING:
    from stripe import RequestOptions
    from stripe.params.checkout import SessionCreateParams, SessionCreateParamsLineItemPriceData

log = structlog.get_logger(__name__)

CONNECT_SECONDS = 3.05
RETRIES = 2
OLDEST_SIGNATURE_SECONDS = 300
NOT_SET_UP = "Payments are not set up here."
TEMPORARY = (stripe.APIConnectionError, stripe.RateLimitError, stripe.APIError)

stripe.enable_telemetry = False  # what this machine is and how fast it was is nobody's affair


class StripeCheckout:
    """One account at Stripe; `timeout` is the seconds an answer may take."""

    def __init__(
        self, *, secret_key: str, webhook_secret: str, base_url: str, timeout: float
    ) -> None:
        self._webhook_secret = webhook_secret
        self._client: stripe.StripeClient | None = None
        if secret_key:
            self._client = stripe.StripeClient(
                secret_key,
                base_addresses={"api": base_url},
                max_network_retries=RETRIES,
                http_client=stripe.RequestsClient(timeout=(CONNECT_SECONDS, timeout)),
            )

    def open_checkout(self, order: CheckoutOrder) -> Checkout:
        """Open a payment page; the same purchase twice is the same page.

        Raises:
            PaymentsUnavailable, PaymentRefused
        """
        ours = {"purchase_id": str(order.purchase_id)}
        price: SessionCreateParamsLineItemPriceData = {
            "currency": order.currency,
            "unit_amount": order.price,
            "product_data": {"name": order.title},
        }
        params: SessionCreateParams = {
            "mode": "payment",
            "client_reference_id": ours["purchase_id"],
            "metadata": ours,
            # What becomes of a charge is told with the payment's metadata, not with the page's.
            "payment_intent_data": {"metadata": ours},
            "line_items": [{"quantity": 1, "price_data": price}],
            "success_url": order.success_url,
            "cancel_url": order.cancel_url,
        }
        once: RequestOptions = {"idempotency_key": f"purchase-{order.purchase_id}"}
        session = self._ask(lambda client: client.v1.checkout.sessions.create(params, once))
        if not session.get("id") or not session.get("url"):
            raise PaymentRefused
        return Checkout(session["id"], session["url"])

    def purchase_of(self, payment_id: str) -> UUID | None:
        """Ask for our id of a payment's purchase; None when it is nothing of ours.

        Raises:
            PaymentsUnavailable, PaymentRefused
        """
        try:
            payment = self._ask(lambda client: client.v1.payment_intents.retrieve(payment_id))
        except PaymentRefused as error:
            if getattr(error.__cause__, "http_status", None) == HTTPStatus.NOT_FOUND:
                return None
            raise
        return _own_id(payment)

    def read_notice(self, payload: bytes, signature: str) -> Notice | None:
        """Return what a notice says, None when it is nothing of ours.

        Raises:
            InvalidSignature, InvalidNotice
        """
        self._check(payload, signature)
        try:
            event = orjson.loads(payload)
            reader = READERS.get(event["type"])
            return reader(str(event["id"]), event["data"]["object"]) if reader else None
        except (orjson.JSONDecodeError, KeyError, TypeError, ValueError) as error:
            raise InvalidNotice from error

    def _check(self, payload: bytes, signature: str) -> None:
        if not self._webhook_secret:
            raise PaymentsUnavailable(NOT_SET_UP)
        if not signature.isascii():
            raise InvalidSignature
        try:
            stripe.WebhookSignature.verify_header(
                payload, signature, self._webhook_secret, OLDEST_SIGNATURE_SECONDS
            )
        except (stripe.SignatureVerificationError, UnicodeDecodeError) as error:
            raise InvalidSignature from error

    def _ask(self, call: Callable[[stripe.StripeClient], stripe.StripeObject]) -> dict[str, Any]:
        """Make a call.

        Raises:
            PaymentsUnavailable, PaymentRefused
        """
        if self._client is None:
            raise PaymentsUnavailable(NOT_SET_UP)
        try:
            return call(self._client).to_dict()
        except TEMPORARY as error:
            log.warning("payments_unavailable", reason=type(error).__name__)
            raise PaymentsUnavailable from error
        except stripe.StripeError as error:
            log.error("payment_refused", reason=type(error).__name__)  # noqa: TRY400 - no trace
            raise PaymentRefused from error


def _paid(event_id: str, session: dict[str, Any]) -> Notice | None:
    if session["payment_status"] != "paid":
        return None  # a slow way of paying: `async_payment_succeeded` follows, or nothing does
    return Notice(
        event_id=event_id,
        fact=Fact.PAID,
        amount=int(session["amount_total"]),
        currency=str(session["currency"]),
        purchase_id=_own_id(session),
        session_id=str(session["id"]),
        payment_id=_id_of(session.get("payment_intent")),
    )


def _refunded(event_id: str, charge: dict[str, Any]) -> Notice:
    return Notice(
        event_id=event_id,
        fact=Fact.REFUNDED,
        amount=int(charge["amount_refunded"]),
        currency=str(charge["currency"]),
        purchase_id=_own_id(charge),
        payment_id=_id_of(charge.get("payment_intent")),
    )


def _disputed(event_id: str, dispute: dict[str, Any]) -> Notice | None:
    fact = FACT_OF_DISPUTE.get(dispute["status"])
    if fact is None:
        return None  # an inquiry: no money has moved
    return Notice(
        event_id=event_id,
        fact=fact,
        amount=int(dispute["amount"]),
        currency=str(dispute["currency"]),
        payment_id=_id_of(dispute.get("payment_intent")),
        dispute_id=str(dispute["id"]),
    )


FACT_OF_DISPUTE = {
    "needs_response": Fact.DISPUTED,
    "under_review": Fact.DISPUTED,
    "lost": Fact.DISPUTED,
    "won": Fact.DISPUTE_WON,
}
READERS = {
    "checkout.session.completed": _paid,
    "checkout.session.async_payment_succeeded": _paid,
    "charge.refunded": _refunded,
    "charge.dispute.created": _disputed,
    "charge.dispute.closed": _disputed,
    "charge.dispute.funds_withdrawn": _disputed,
    "charge.dispute.funds_reinstated": _disputed,
}


def _own_id(thing: Any) -> UUID | None:
    """Return our purchase's id from what Stripe hands back, None where another wrote there."""
    metadata = thing.get("metadata") or {}
    given = metadata.get("purchase_id") or thing.get("client_reference_id")
    try:
        return UUID(str(given)) if given else None
    except ValueError:
        return None


def _id_of(thing: str | dict[str, Any] | None) -> str:
    """Return the id of what Stripe gives as an id or, expanded, as an object."""
    return str(thing["id"]) if isinstance(thing, dict) else thing or ""
