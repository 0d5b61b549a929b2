"""What the table of notices admits and refuses."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from api.models import Notice
from tests.models.refusals import refused


def _notice(**fields: Any) -> Notice:
    given = {"kind": "optimization_ready", "expires_at": timezone.now(), "ticket_hash": "a"}
    return Notice.objects.create(**{"user_id": "u", **given, **fields})


def test_a_ticket_is_for_one_notice(db: None) -> None:
    _notice(ticket_hash="a")
    _notice(ticket_hash="b")

    assert refused(lambda: _notice(ticket_hash="a"))


def test_nothing_is_sent_before_its_ticket_was_used(db: None) -> None:
    _notice(ticket_hash="a", outcome="failed", sent_at=timezone.now())

    assert refused(lambda: _notice(ticket_hash="b", sent_at=timezone.now()))
