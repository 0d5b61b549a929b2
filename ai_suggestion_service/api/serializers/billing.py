"""Shapes of credits and of buying them."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from api.models import CreditEntry

LONGEST_URL = 2000


class CreditEntryOut(serializers.ModelSerializer[CreditEntry]):
    """One movement of credits."""

    class Meta:
        model = CreditEntry
        fields = [
            "id",
            "number",
            "kind",
            "amount",
            "balance_after",
            "purpose",
            "subject_id",
            "created_at",
        ]
        read_only_fields = fields
        extra_kwargs = {
            "number": {"help_text": "Counts the caller's entries without a gap."},
            "amount": {"help_text": "Negative where credits went."},
            "purpose": {"help_text": "What it was for: a kind of work, purchase, welcome, staff."},
            "subject_id": {"help_text": "The work or purchase, where there is one."},
        }


class PackOut(serializers.Serializer[Any]):
    """A pack of credits that can be bought."""

    name = serializers.CharField()
    credits = serializers.IntegerField()
    price = serializers.IntegerField(help_text="In the currency's smallest unit.")
    currency = serializers.CharField()


class CreditsOut(serializers.Serializer[None]):
    """The caller's balance and a page of its ledger, newest first."""

    balance = serializers.IntegerField()
    owed = serializers.IntegerField(
        help_text="Credits spent whose payment was returned; what comes in next pays them."
    )
    prices = serializers.DictField(
        child=serializers.IntegerField(),
        help_text="What each kind of work weighs; times a model's `credits_per_use` is its price.",
    )
    packs = PackOut(many=True)
    next = serializers.URLField(allow_null=True)
    previous = serializers.URLField(allow_null=True)
    results = CreditEntryOut(many=True)


class CheckoutIn(serializers.Serializer[None]):
    """Which pack is bought, and where the payment page leads back to."""

    pack = serializers.CharField(max_length=32)
    success_url = serializers.URLField(max_length=LONGEST_URL, required=False)
    cancel_url = serializers.URLField(max_length=LONGEST_URL, required=False)


class CheckoutOut(serializers.Serializer[Any]):
    """A payment page."""

    checkout_id = serializers.CharField(source="id")
    url = serializers.URLField()


class WebhookOut(serializers.Serializer[None]):
    """That the notice was taken."""

    received = serializers.BooleanField()
