"""A résumé whose wording can be bettered, and a job that it nearly fits."""

from __future__ import annotations

from typing import Any

JOB = "Requirements\n- Python and Django\n- Docker\n- Ten years of COBOL on mainframes\n"
TEXT = """Ann Example
ann@example.com, 0113 496 0000

Backend developer who is responsible for keeping web shops fast and safe.

Experience
Backend developer, Example Ltd, 2019 - 2024
Responsible for building web services with Python and Django for 40 shops.
Responsible for writing SQL reports on PostgreSQL in order to keep them fast.
Moved the shops to Docker.

Skills
Python, Django, SQL
"""
SECTIONS: dict[str, Any] = {
    "basics": {
        "name": "Ann Example",
        "email": "ann@example.com",
        "phone": "0113 496 0000",
        "summary": "Backend developer who is responsible for keeping web shops fast and safe.",
    },
    "work": [
        {
            "name": "Example Ltd",
            "position": "Backend developer",
            "startDate": "2019",
            "endDate": "2024",
            "highlights": [
                "Responsible for building web services with Python and Django for 40 shops.",
                "Responsible for writing SQL reports on PostgreSQL in order to keep them fast.",
                "Moved the shops to Docker.",
            ],
        }
    ],
    "skills": [{"name": "Tools", "keywords": ["SQL", "Django", "Python"]}],
}
