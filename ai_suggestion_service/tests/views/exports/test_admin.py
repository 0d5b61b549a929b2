"""What staff see and delete of letters, generated résumés and exports."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from api.models import ExportArtifact, OptimizedVersion
from tests.views.exports.common import Export, stored_keys

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def staff(db: None) -> Client:
    """Return a browser logged in to the admin."""
    client = Client()
    client.force_login(get_user_model().objects.create_superuser("staff", password="x" * 20))
    return client


@pytest.mark.parametrize("table", ["coverletter", "generation", "exportartifact"])
def test_staff_see_lists(staff: Client, table: str) -> None:
    assert staff.get(f"/admin/api/{table}/").status_code == 200


def test_an_export_is_shown_without_its_name_and_deleted_with_its_file(
    staff: Client, export: Export, version: OptimizedVersion
) -> None:
    export()
    path = f"/admin/api/exportartifact/{ExportArtifact.objects.get().pk}"

    page: Any = staff.get(f"{path}/change/")
    staff.post(f"{path}/delete/", {"post": "yes"})

    assert "Ann" not in page.content.decode()
    assert not ExportArtifact.objects.exists()
    assert stored_keys() == []


def test_exports_deleted_together_go_with_their_files(staff: Client, export: Export) -> None:
    pks = [export().json()["export_id"] for _ in range(2)]
    body = {"action": "delete_selected", "_selected_action": pks, "post": "yes"}

    staff.post("/admin/api/exportartifact/", body)

    assert not ExportArtifact.objects.exists()
    assert stored_keys() == []
