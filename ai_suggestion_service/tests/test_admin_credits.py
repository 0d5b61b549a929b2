"""The staff's pages of credits."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.test import Client

from api.models import CreditAccount, CreditEntry, Purchase
from api.services import credits
from servicekit.audit.models import AuditEvent

pytestmark = pytest.mark.usefixtures("tables")
ACCOUNTS = "/admin/api/creditaccount/"


@pytest.fixture
def account() -> CreditAccount:
    return credits.open_account(user_id="u")


def _staff(*permissions: str) -> Client:
    user = User.objects.create_user("staff", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client = Client()
    client.force_login(user)
    return client


def _grant(client: Client, **changes: object) -> Any:
    form = {"action": "grant_credits", "_selected_action": ["u"], "amount": 25, **changes}
    return client.post(ACCOUNTS, form, follow=True)


def test_staff_grant_credits_on_record(account: CreditAccount) -> None:
    _grant(_staff("view_creditaccount", "change_creditaccount"))

    account.refresh_from_db()
    assert account.balance == 35
    event = AuditEvent.objects.get(action="credits.granted")
    assert event.actor.startswith("staff:")
    assert "25 credits" in LogEntry.objects.get().change_message


@pytest.mark.parametrize("amount", ["", "0", "-5", "many"])
def test_an_amount_that_is_none_grants_nothing(account: CreditAccount, amount: str) -> None:
    _grant(_staff("view_creditaccount", "change_creditaccount"), amount=amount)

    assert CreditEntry.objects.count() == 1


def test_staff_who_may_only_look_grant_nothing(account: CreditAccount) -> None:
    _grant(_staff("view_creditaccount"))

    assert CreditEntry.objects.count() == 1


def test_nobody_changes_or_deletes_what_is_kept(account: CreditAccount) -> None:
    Purchase.objects.create(user_id="u", pack="small", credits=50, price=500, currency="usd")
    client = Client()
    client.force_login(User.objects.create_superuser("root", "root@example.com", "pw"))
    rows = {"creditaccount": "u", "creditentry": CreditEntry.objects.get().pk}
    rows["purchase"] = Purchase.objects.get().pk

    for name, key in rows.items():
        page = f"/admin/api/{name}/{key}"
        assert client.get(f"{page}/change/").status_code == 200
        assert client.post(f"{page}/change/", {}).status_code == 403
        assert client.post(f"{page}/delete/", {"post": "yes"}).status_code == 403
        assert client.get(f"/admin/api/{name}/add/").status_code == 403
