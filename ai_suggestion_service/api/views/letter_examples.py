"""Examples of letters, generated résumés and exports."""

from drf_spectacular.utils import OpenApiExample

LETTER_ORDER = OpenApiExample(
    "Pasted job description",
    value={
        "resume_id": "6a1f0c9e-4f6b-4a54-9a51-0c8a6a0e7a11",
        "job_description": "We look for a backend developer with Python and Docker.",
        "tone": "plain",
    },
    request_only=True,
)
TOLD = OpenApiExample(
    "In one's own words",
    value={
        "user_input": "My name is Ada Example. I worked as a backend developer at Example Ltd "
        "from 2019 to 2024. I built web services with Python and Django."
    },
    request_only=True,
)
SAVE = OpenApiExample("Named", value={"name": "My first résumé"}, request_only=True)
EXPORT_ORDER = OpenApiExample(
    "A version as PDF",
    value={
        "version_id": "0d9c3a52-6d0e-4a7e-8f43-3f0d3a1f2b10",
        "format": "pdf",
        "template": "classic",
    },
    request_only=True,
)
EXPORTED = OpenApiExample(
    "A PDF that shows everything",
    value={
        "export_id": "b7d7a3de-93b6-4a3c-a55c-6f3b9a1e4c01",
        "version_id": "0d9c3a52-6d0e-4a7e-8f43-3f0d3a1f2b10",
        "cover_letter_id": None,
        "generation_id": None,
        "format": "pdf",
        "template": "classic",
        "file_name": "Ada Example resume.pdf",
        "media_type": "application/pdf",
        "size": 38871,
        "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "download_url": "https://ai.example.com/api/exports/"
        "b7d7a3de-93b6-4a3c-a55c-6f3b9a1e4c01/download?token=2YzLw…",
        "report": {
            "fields_total": 42,
            "fields_found": 42,
            "missing": [],
            "order_ok": True,
            "checked_against_source": True,
            "warnings": [],
        },
        "created_at": "2026-11-20T12:00:00Z",
        "expires_at": "2026-11-21T12:00:00Z",
    },
    response_only=True,
    status_codes=["201"],
)
