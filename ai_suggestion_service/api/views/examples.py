"""Examples of the API's documents."""

from drf_spectacular.utils import OpenApiExample

ORDER = OpenApiExample(
    "Pasted job description",
    value={
        "resume_id": "6a1f0c9e-4f6b-4a54-9a51-0c8a6a0e7a11",
        "job_description": "We look for a backend developer with Python and Docker.",
    },
    request_only=True,
)
HELPFUL = OpenApiExample("Helpful", value={"is_helpful": True}, request_only=True)
BUY_SMALL = OpenApiExample("Small pack", value={"pack": "small"}, request_only=True)
PAYMENT_PAGE = OpenApiExample(
    "Payment page",
    value={
        "checkout_id": "cs_live_a1b2c3",
        "url": "https://checkout.stripe.com/c/pay/cs_live_a1b2c3",
    },
    response_only=True,
    status_codes=["201"],
)
PASTED = OpenApiExample(
    "Pasted text",
    value={
        "title": "Backend developer",
        "company": "Example Ltd",
        "location": "Leeds",
        "text": "We look for a backend developer.\n- 3 years of Python\n- SQL\n- Nice to have: Go",
    },
    request_only=True,
    media_type="application/json",
)
COMPLETED = OpenApiExample(
    "Completed",
    value={
        "id": "0d9c3a52-6d0e-4a7e-8f43-3f0d3a1f2b10",
        "resume_id": "6a1f0c9e-4f6b-4a54-9a51-0c8a6a0e7a11",
        "resume_version_id": "b7d7a3de-93b6-4a3c-a55c-6f3b9a1e4c01",
        "job_description": {
            "id": "f2b6d1c4-0b57-4b0b-9d0f-5f7a1f2f9a77",
            "title": "Backend developer",
            "company": "Example Ltd",
        },
        "status": "completed",
        "score": 50.0,
        "feedback": "## What the résumé shows\n- Python: “Built web services with Python.”",
        "summary": "1 of 2 requirements are shown.",
        "requirements": [
            {
                "id": "r11a4a60b51",
                "text": "Python",
                "importance": "must",
                "kind": "skill",
                "verdict": "met",
                "evidence": [
                    {
                        "quote": "Built web services with Python.",
                        "section": "work",
                        "start": 120,
                        "end": 151,
                    }
                ],
                "rationale": "Used in work.",
                "points": 3.0,
                "max_points": 3.0,
            },
            {
                "id": "r9c2e6b7d10",
                "text": "Docker",
                "importance": "must",
                "kind": "skill",
                "verdict": "missing",
                "evidence": [],
                "rationale": "Not named.",
                "points": 0.0,
                "max_points": 3.0,
            },
        ],
        "actions": [
            {
                "text": "Not shown: Docker. If you have it, say where.",
                "kind": "gap",
                "requirement_id": "r9c2e6b7d10",
                "points": 3.0,
            }
        ],
        "warnings": [],
        "model": "Offline analyser",
        "provider": "offline",
        "error": None,
        "usage": {"calls": 0, "input_tokens": None, "output_tokens": None},
        "stability": None,
        "created_at": "2026-11-20T12:00:00Z",
        "completed_at": "2026-11-20T12:00:01Z",
    },
    response_only=True,
    status_codes=["200", "201"],
)
