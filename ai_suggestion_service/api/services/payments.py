"""Buying credits: payment pages, and the notices of what became of a payment."""

from __future__ import annotations

from urllib.parse import urlsplit

import structlog
from django.conf import settings

from api.clients.payments import Checkout, CheckoutOrder, Notice, provider
from api.models import Purchase
from api.services import credits, packs, purchases
from servicekit.database import release_connections
from servicekit.errors import FieldError, Invalid, NotFound

log = structlog.get_logger(__name__)


class BillingDisabled(NotFound):
    """This installation sells nothing."""

    code = "billing_disabled"
    detail = "Credits are not used here."


class ReturnURLNotAllowed(Invalid):
    """The page that people would be sent back to is not one of ours."""

    code = "return_url_not_allowed"

    def __init__(self, attr: str) -> None:
        detail = "People can be sent back to pages of this installation only."
        super().__init__(detail, errors=[FieldError(attr, self.code, detail)])


def require_enabled() -> None:
    """Refuse where billing is switched off.

    Raises:
        BillingDisabled
    """
    if not settings.BILLING_ENABLED:
        raise BillingDisabled


def checkout(*, user_id: str, pack: str, success_url: str = "", cancel_url: str = "") -> Checkout:
    """Open a payment page for a pack; without addresses it leads back to our first page.

    Raises:
        UnknownPack, ReturnURLNotAllowed, PaymentsUnavailable, PaymentRefused
    """
    chosen = packs.named(pack)
    home = f"{settings.BILLING_RETURN_ORIGINS[0]}/"
    pages = {"success_url": success_url or home, "cancel_url": cancel_url or home}
    for attr, url in pages.items():
        _require_allowed(attr, url)
    credits.open_account(user_id=user_id)
    purchase = Purchase.objects.create(
        user_id=user_id,
        pack=chosen.name,
        credits=chosen.credits,
        price=chosen.price,
        currency=chosen.currency,
    )
    release_connections()
    order = CheckoutOrder(
        purchase_id=purchase.pk,
        title=f"{chosen.credits} credits",
        price=chosen.price,
        currency=chosen.currency,
        **pages,
    )
    opened = provider().open_checkout(order)
    Purchase.objects.filter(pk=purchase.pk, session_id=None).update(session_id=opened.id)
    return opened


def receive(*, payload: bytes, signature: str) -> None:
    """Take a provider's signed notice; what is not about a purchase of ours changes nothing.

    Raises:
        InvalidSignature, InvalidNotice, PaymentMismatch, PaymentsUnavailable, PaymentRefused
    """
    notice = provider().read_notice(payload, signature)
    if notice is None:
        return
    purchase = _purchase_of(notice)
    if purchase is None:
        log.warning("payment_of_nobody", event_id=notice.event_id, fact=notice.fact)
        return
    purchases.record(purchase=purchase, notice=notice)


def _purchase_of(notice: Notice) -> Purchase | None:
    found = _known(notice)
    if found is None and notice.purchase_id is None and notice.payment_id:
        release_connections()
        purchase_id = provider().purchase_of(notice.payment_id)
        found = Purchase.objects.filter(pk=purchase_id).first() if purchase_id else None
    return found


def _known(notice: Notice) -> Purchase | None:
    names = {
        "pk": notice.purchase_id,
        "session_id": notice.session_id,
        "payment_id": notice.payment_id,
    }
    for name, value in names.items():
        found = Purchase.objects.filter(**{name: value}).first() if value else None
        if found is not None:
            return found
    return None


def _require_allowed(attr: str, url: str) -> None:
    """Refuse an address whose scheme, host and port are not those of an allowed origin.

    Raises:
        ReturnURLNotAllowed
    """
    if _origin(url) not in settings.BILLING_RETURN_ORIGINS:
        raise ReturnURLNotAllowed(attr)


def _origin(url: str) -> str:
    """Return scheme, host and port; "" for what browsers and we might read differently."""
    if not url.isascii() or not url.isprintable() or set(url) & set("\\ @"):
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc}".lower()
