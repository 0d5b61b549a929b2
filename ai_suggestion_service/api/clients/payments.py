"""What is asked of a payment provider, and what it tells; the provider itself is a setting."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any, Protocol
from uuid import UUID

from django.conf import settings
from django.core.signals import setting_changed
from django.utils.module_loading import import_string

from servicekit.errors import BadGateway, Invalid, Unavailable


class PaymentsUnavailable(Unavailable):
    """The provider is down, slow, over its limits, or not set up at all."""

    code = "payments_unavailable"
    detail = "Payments cannot be made right now. Try again later."


class PaymentRefused(BadGateway):
    """The provider refuses what we ask for: a fault of the installation."""

    code = "payment_provider_error"
    detail = "The payment provider refused the request. Nothing was charged."


class InvalidSignature(Invalid):
    """The notice was not signed by the provider, or too long ago."""

    code = "invalid_signature"
    detail = "The signature of this notice is missing, wrong or too old."


class InvalidNotice(Invalid):
    """The notice is signed and is not what the provider documents."""

    code = "invalid_notice"
    detail = "This notice lacks what its type promises."


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckoutOrder:
    """What is to be paid: `price` in the currency's smallest unit, for our `purchase_id`."""

    purchase_id: UUID
    title: str
    price: int
    currency: str
    success_url: str
    cancel_url: str


@dataclass(frozen=True, slots=True)
class Checkout:
    """A payment page."""

    id: str
    url: str


class Fact(StrEnum):
    """What a notice says."""

    PAID = "paid"
    REFUNDED = "refunded"
    DISPUTED = "disputed"
    DISPUTE_WON = "dispute_won"


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One fact about one payment.

    `amount` is what was paid, all that was refunded so far, or what is disputed. `purchase_id` is
    ours where the provider hands it back; otherwise `session_id` or `payment_id` tell.
    """

    event_id: str
    fact: Fact
    amount: int
    currency: str
    purchase_id: UUID | None = None
    session_id: str = ""
    payment_id: str = ""
    dispute_id: str = ""


class PaymentProvider(Protocol):
    """Opens payment pages and reads signed notices."""

    def open_checkout(self, order: CheckoutOrder) -> Checkout:
        """Open a payment page; the same purchase twice is the same page.

        Raises:
            PaymentsUnavailable, PaymentRefused
        """

    def read_notice(self, payload: bytes, signature: str) -> Notice | None:
        """Return what a notice says, None when it is nothing of ours.

        Raises:
            InvalidSignature, InvalidNotice, PaymentsUnavailable
        """

    def purchase_of(self, payment_id: str) -> UUID | None:
        """Ask for our id of a payment's purchase; None when it is nothing of ours.

        Raises:
            PaymentsUnavailable, PaymentRefused
        """


@lru_cache(maxsize=1)
def provider() -> PaymentProvider:
    """Return this process's payment provider, as `PAYMENTS` names it; loaded when first needed."""
    chosen = settings.PAYMENTS
    built: PaymentProvider = import_string(chosen["BACKEND"])(**chosen.get("OPTIONS", {}))
    return built


def _forget(*, setting: str, **_: Any) -> None:
    if setting == "PAYMENTS":
        provider.cache_clear()


setting_changed.connect(_forget)
