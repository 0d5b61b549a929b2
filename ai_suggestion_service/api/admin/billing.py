"""Credits and what was bought."""

from __future__ import annotations

from django import forms
from django.contrib import admin
from django.contrib.admin.helpers import ActionForm
from django.db.models import QuerySet
from django.http import HttpRequest

from api.admin.kept import KeptAdmin
from api.models import CreditAccount, CreditEntry, Purchase
from api.services import credits


class GrantForm(ActionForm):
    """How many credits the action gives."""

    amount = forms.IntegerField(min_value=1, max_value=1_000_000)


@admin.register(CreditAccount)
class CreditAccountAdmin(KeptAdmin):
    """Balances, and credits given by staff."""

    list_display = fields = ("user_id", "balance", "owed", "entries", "created_at")
    search_fields = ("user_id",)
    action_form = GrantForm
    actions = ("grant_credits",)

    def has_grant_permission(self, request: HttpRequest) -> bool:
        """Allow those who may change accounts, though nobody changes one by hand."""
        return request.user.has_perm("api.change_creditaccount")

    @admin.action(description="Grant credits", permissions=["grant"])
    def grant_credits(self, request: HttpRequest, accounts: QuerySet[CreditAccount]) -> None:
        """Give each of the accounts the amount, on record."""
        amount = int(request.POST["amount"])  # checked by the form before this is called
        for account in accounts:
            actor = f"staff:{request.user.pk}"
            credits.grant(user_id=account.user_id, amount=amount, actor=actor)
            self.log_change(request, account, f"Granted {amount} credits.")
        self.message_user(request, f"Granted {amount} credits to {len(accounts)} accounts.")


@admin.register(CreditEntry)
class CreditEntryAdmin(KeptAdmin):
    """The ledger."""

    list_display = (
        "user_id",
        "number",
        "kind",
        "amount",
        "balance_after",
        "purpose",
        "subject_id",
        "created_at",
    )
    list_filter = ("kind", "purpose")
    search_fields = ("user_id", "subject_id", "event_id")


@admin.register(Purchase)
class PurchaseAdmin(KeptAdmin):
    """What was bought, and what became of the payment."""

    list_display = ("id", "user_id", "pack", "price", "currency", "paid_at", "refunded_amount")
    search_fields = ("id", "user_id", "session_id", "payment_id")
