"""The audit log."""

from __future__ import annotations

import pytest
from rest_framework.test import APIClient

from servicekit.append_only import AppendOnly
from servicekit.audit.models import AuditEvent
from servicekit.audit.recording import record


def test_a_write_is_recorded_with_who_and_what(client: APIClient) -> None:
    response = client.post("/api/things", {"name": "a"}, format="json")

    event = AuditEvent.objects.get()
    assert (event.user_id, event.actor, event.action) == ("user-1", "user-1", "things.created")
    assert event.request_id == response["X-Request-ID"]


def test_refused_writes_and_plain_reads_are_not_recorded(
    client: APIClient, anonymous: APIClient
) -> None:
    client.post("/api/things", {"name": "too long"}, format="json")
    client.get("/api/things")
    anonymous.post("/api/things", {"name": "a"}, format="json")

    assert not AuditEvent.objects.exists()


def test_events_are_neither_changed_nor_deleted(db: None) -> None:
    record(user_id="user-1", action="thing.read")
    event = AuditEvent.objects.get()

    for attempt in (
        event.save,
        event.delete,
        lambda: AuditEvent.objects.update(action="x"),
        lambda: AuditEvent.objects.all().delete(),
    ):
        with pytest.raises(AppendOnly):
            attempt()

    assert AuditEvent.objects.get().action == "thing.read"


def test_the_end_of_an_account_removes_its_events_only(db: None) -> None:
    record(user_id="user-1", action="thing.read")
    record(user_id="user-2", action="thing.read")

    assert AuditEvent.objects.for_user("user-1").purge() == 1
    assert AuditEvent.objects.get().user_id == "user-2"
