from datetime import date
from typing import Any

import pytest

from api.rewriting.guard import Source

SECTIONS: dict[str, Any] = {
    "basics": {
        "name": "Mira Okafor",
        "label": "Software Engineer",
        "email": "mira@example.org",
        "summary": "Backend developer with experience in payment systems.",
    },
    "work": [
        {
            "name": "Quillmark",
            "position": "Software Engineer",
            "startDate": "2020-03",
            "highlights": [
                "Built a billing API in Python (3.11) and Postgres for 40 merchants",
                "Reduced response time from 800 ms to 320 ms",
                "Contributed to the migration of three services to AWS",
                "Led a team of five engineers; trained two interns on 14 modules",
                "Responsible for the on-call rota",
            ],
        },
        {
            "name": "Harbour Parcel",
            "position": "Assistant Developer",
            "startDate": "2016-01",
            "endDate": "2019-12",
            "highlights": [
                "Worked on a tracking page in React",
                "Fixed around 150 bugs",
                "No experience with Kubernetes",
                "Co-led the 2018 redesign of the customer portal",
                "Increased orders by 20% and cut returns by 35%",
            ],
        },
    ],
    "education": [
        {
            "institution": "Aldermoor University",
            "studyType": "BSc",
            "area": "Physics",
            "endDate": "2015",
        },
        {
            "institution": "Open College",
            "studyType": "MSc",
            "area": "Data Science",
            "note": "not completed",
        },
    ],
    "skills": [{"name": "Tools", "keywords": ["PostgreSQL", "Docker", "Terraform (basic)"]}],
    "languages": [{"language": "German", "fluency": "B1"}],
    "certificates": [
        {"name": "Scrum Master (expired)"},
        {"name": "AWS Certified Developer – Associate"},
    ],
}


@pytest.fixture(scope="session")
def source() -> Source:
    return Source(text="", sections=SECTIONS, as_of=date(2026, 11, 1))
