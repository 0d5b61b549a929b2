"""Examples of optimisations and versions."""

from drf_spectacular.utils import OpenApiExample

OPTIMIZE = OpenApiExample(
    "Kept job description",
    value={
        "resume_id": "6a1f0c9e-4f6b-4a54-9a51-0c8a6a0e7a11",
        "job_description_id": "f2b6d1c4-0b57-4b0b-9d0f-5f7a1f2f9a77",
        "strategy": "keyword_focused",
    },
    request_only=True,
)
OPTIMIZE_AND_MAIL = OpenApiExample(
    "With a mail when it has ended",
    value={
        "resume_id": "6a1f0c9e-4f6b-4a54-9a51-0c8a6a0e7a11",
        "job_description_id": "f2b6d1c4-0b57-4b0b-9d0f-5f7a1f2f9a77",
        "notify": True,
    },
    request_only=True,
)
ACCEPT_SOME = OpenApiExample(
    "Some changes", value={"accepted_changes": ["2f1c9d0a6f5be310"]}, request_only=True
)
ACCEPT_ALL = OpenApiExample("All of them", value={"apply_all": True}, request_only=True)
OPTIMIZED = OpenApiExample(
    "Completed",
    value={
        "id": "5f0a4c1e-9b7e-4c55-8a3d-2f1d7c6b9e02",
        "resume_id": "6a1f0c9e-4f6b-4a54-9a51-0c8a6a0e7a11",
        "resume_version_id": "b7d7a3de-93b6-4a3c-a55c-6f3b9a1e4c01",
        "resume_number": 1,
        "job_description": {
            "id": "f2b6d1c4-0b57-4b0b-9d0f-5f7a1f2f9a77",
            "title": "Backend developer",
            "company": "Example Ltd",
        },
        "strategy": "keyword_focused",
        "status": "completed",
        "progress": {
            "attempt": 1,
            "total": 1,
            "done": 1,
            "sections": [{"section": "work", "status": "done", "proposed": 1, "refused": 0}],
        },
        "summary": "1 change proposed in work. The fit stays at 50 of 100: wording does not "
        "change what is shown.",
        "base_score": 50.0,
        "alignment_score": 50.0,
        "changes": [
            {
                "id": "2f1c9d0a6f5be310",
                "section": "/work/0/highlights/0",
                "before": "Responsible for building web services with Python.",
                "after": "Built web services with Python.",
                "reason": "Opens with what was done.",
                "requirement_ids": ["r11a4a60b51"],
                "status": "proposed",
                "refusals": [],
                "diff": [
                    {"op": "delete", "text": "Responsible for building"},
                    {"op": "insert", "text": "Built"},
                    {"op": "equal", "text": " web services with Python."},
                ],
            }
        ],
        "warnings": [],
        "model": "Offline analyser",
        "provider": "offline",
        "error": None,
        "usage": {"calls": 0, "input_tokens": None, "output_tokens": None},
        "created_at": "2026-11-20T12:00:00Z",
        "completed_at": "2026-11-20T12:00:04Z",
    },
    response_only=True,
    status_codes=["200"],
)
SAVE = OpenApiExample("As a PDF", value={"format": "pdf"}, request_only=True)
VERSION = OpenApiExample(
    "One accepted change",
    value={
        "id": "c1d7f2a0-3b44-4f0e-9f57-0a6c1f8e2d33",
        "optimization_id": "5f0a4c1e-9b7e-4c55-8a3d-2f1d7c6b9e02",
        "parent_id": None,
        "resume_id": "6a1f0c9e-4f6b-4a54-9a51-0c8a6a0e7a11",
        "resume_version_id": "b7d7a3de-93b6-4a3c-a55c-6f3b9a1e4c01",
        "resume_number": 1,
        "number": 1,
        "accepted_changes": ["2f1c9d0a6f5be310"],
        "score": 50.0,
        "base_score": 50.0,
        "saved": None,
        "created_at": "2026-11-20T12:01:00Z",
        "sections": {
            "basics": {"name": "Ann Example"},
            "work": [
                {
                    "name": "Example Ltd",
                    "position": "Backend developer",
                    "startDate": "2019",
                    "highlights": ["Built web services with Python."],
                }
            ],
        },
        "diff": [
            {
                "section": "work",
                "status": "changed",
                "before_at": "/work/0/highlights/0",
                "after_at": "/work/0/highlights/0",
                "before": "Responsible for building web services with Python.",
                "after": "Built web services with Python.",
                "diff": [
                    {"op": "delete", "text": "Responsible for building"},
                    {"op": "insert", "text": "Built"},
                    {"op": "equal", "text": " web services with Python."},
                ],
            }
        ],
        "downloads": [],
    },
    response_only=True,
    status_codes=["200"],
)
