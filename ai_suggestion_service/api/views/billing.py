"""Credits: what the caller has, buying more, and what the payment provider tells."""

from __future__ import annotations

from dataclasses import asdict

from django.conf import settings
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import status
from rest_framework.permissions import BasePermission, IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.models import CreditEntry
from api.serializers.billing import (
    CheckoutIn,
    CheckoutOut,
    CreditEntryOut,
    CreditsOut,
    PackOut,
    WebhookOut,
)
from api.services import credits, packs, payments
from api.views.examples import BUY_SMALL, PAYMENT_PAGE
from servicekit.pagination import CursorPages
from servicekit.permissions import EmailVerified
from servicekit.views import ListView, ServiceView

SIGNATURE = OpenApiParameter(
    "Stripe-Signature", str, OpenApiParameter.HEADER, required=True, description="Stripe's own."
)


class BillingEnabled(BasePermission):
    """Where billing is switched off, its paths are not there, for whoever is logged in."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Allow.

        Raises:
            BillingDisabled
        """
        payments.require_enabled()
        return True


class LedgerPages(CursorPages):
    """Pages of the ledger, newest first."""

    ordering = ("-number",)


class Credits(ListView):
    """The caller's credits."""

    permission_classes = [IsAuthenticated, BillingEnabled]
    pagination_class = LedgerPages
    problem_codes = {"GET": (404,)}

    @extend_schema(
        operation_id="billing_credits",
        parameters=[
            OpenApiParameter("cursor", str, description="From `next` or `previous`."),
            OpenApiParameter("page_size", int, description="At most 100."),
        ],
        responses=CreditsOut,
        tags=["billing"],
    )
    def get(self, request: Request) -> Response:
        """Show the balance, what is sold, and the ledger, newest first."""
        account = credits.open_account(user_id=self.user_id)
        entries = CreditEntry.objects.for_user(self.user_id)
        page = self.page_of(entries, lambda rows: CreditEntryOut(rows, many=True).data)
        page.data = {
            "balance": account.balance,
            "owed": account.owed,
            "prices": settings.BILLING_ACTION_CREDITS,
            "packs": PackOut([asdict(pack) for pack in packs.on_sale()], many=True).data,
            **page.data,
        }
        return page


class Checkouts(ServiceView):
    """Payment pages."""

    permission_classes = [IsAuthenticated, EmailVerified, BillingEnabled]
    audit_object = "checkout"
    problem_codes = {"POST": (404, 502)}

    @extend_schema(
        operation_id="billing_checkout",
        request=CheckoutIn,
        responses={201: CheckoutOut},
        examples=[BUY_SMALL, PAYMENT_PAGE],
        tags=["billing"],
    )
    def post(self, request: Request) -> Response:
        """Open a payment page for a pack of credits; they come once it is paid."""
        given = CheckoutIn(data=request.data)
        given.is_valid(raise_exception=True)
        opened = payments.checkout(user_id=self.user_id, **given.validated_data)
        return Response(CheckoutOut(opened).data, status=status.HTTP_201_CREATED)


class Webhook(ServiceView):
    """Where the payment provider tells what became of payments; its signature is the login."""

    authentication_classes = []
    permission_classes = [BillingEnabled]
    throttle_classes = []  # a provider that catches up must not be turned away
    audit_actions = {"POST": None}
    problem_codes = {"POST": (404, 409, 413, 502, 503)}

    @extend_schema(
        operation_id="billing_webhook",
        parameters=[SIGNATURE],
        request={"application/json": OpenApiTypes.OBJECT},
        responses=WebhookOut,
        tags=["billing"],
    )
    def post(self, request: Request) -> Response:
        """Take a signed notice; telling it again changes nothing."""
        signature = request.headers.get("Stripe-Signature", "")
        payments.receive(payload=request.body, signature=signature)
        return Response({"received": True})
