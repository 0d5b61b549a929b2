"""What the tables of letters, generated résumés and exports admit and refuse."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.db import transaction
from django.db.utils import Error, IntegrityError
from django.utils import timezone

from api.models import CoverLetter, ExportArtifact, Generation

pytestmark = pytest.mark.usefixtures("tables")


def _letter(**fields: Any) -> CoverLetter:
    ids = {"resume_id": uuid.uuid4(), "resume_version_id": uuid.uuid4(), "resume_number": 1}
    given = {"user_id": "u", "model_name": "m", "provider": "p", "tone": "plain"}
    return CoverLetter.objects.create(**given, **ids, **fields)


def _generation(**fields: Any) -> Generation:
    given = {"user_id": "u", "model_name": "m", "provider": "p", "user_input": "told"}
    return Generation.objects.create(**given, **fields)


def _export(key: str = "exports/a/b", **subjects: Any) -> ExportArtifact:
    return ExportArtifact.objects.create(
        user_id="u",
        format="pdf",
        template="classic",
        storage_key=key,
        file_name="resume.pdf",
        media_type="application/pdf",
        size=1,
        sha256="0" * 64,
        expires_at=timezone.now(),
        **subjects,
    )


@pytest.mark.parametrize("make", [_letter, _generation])
@pytest.mark.parametrize(
    "fields",
    [
        {"status": "queued", "input": {"told": "t"}},
        {"status": "completed"},
        {"status": "failed", "error_code": "unsupported_claims"},
    ],
)
def test_a_state_that_makes_sense_is_kept(make: Any, fields: dict[str, Any]) -> None:
    assert make(**fields).pk


@pytest.mark.parametrize("make", [_letter, _generation])
@pytest.mark.parametrize(
    "fields",
    [
        {"status": "completed", "error_code": "unsupported_claims"},
        {"status": "failed", "error_code": ""},
        {"status": "completed", "input": {"told": "t"}},
    ],
)
def test_a_state_that_makes_no_sense_is_refused(make: Any, fields: dict[str, Any]) -> None:
    with pytest.raises(Error), transaction.atomic():
        make(**fields)


def test_an_export_is_made_of_one_thing() -> None:
    letter, generation = _letter(), _generation()

    assert _export("1", cover_letter=letter).pk
    assert _export("2", generation=generation).pk
    with pytest.raises(IntegrityError), transaction.atomic():
        _export("3")
    with pytest.raises(IntegrityError), transaction.atomic():
        _export("4", cover_letter=letter, generation=generation)


def test_no_two_exports_share_an_object() -> None:
    letter = _letter()
    _export("same", cover_letter=letter)

    with pytest.raises(IntegrityError), transaction.atomic():
        _export("same", cover_letter=letter)


def test_exports_go_with_what_they_were_made_of() -> None:
    letter = _letter()
    _export(cover_letter=letter)

    letter.delete()

    assert not ExportArtifact.objects.exists()
