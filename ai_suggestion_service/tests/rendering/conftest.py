"""One ordinary résumé; a test that needs another builds it."""

from __future__ import annotations

import pytest

Sections = dict[str, object]


@pytest.fixture
def resume() -> Sections:
    return {
        "basics": {
            "name": "Jóna Kristín Þórsdóttir",
            "label": "Platform Engineer",
            "email": "jona@example.com",
            "phone": "+354 555 0199",
            "url": "https://jona.example.org/",
            "location": {"city": "Akureyri", "countryCode": "IS"},
            "profiles": [
                {"network": "GitHub", "username": "jonakr", "url": "https://github.com/jonakr"}
            ],
            "summary": "Builds and runs the platform for the harbour's bookings.\nLikes logs.",
        },
        "work": [
            {
                "name": "Norðurhöfn",
                "position": "Platform Engineer",
                "location": "Akureyri",
                "startDate": "2019-05",
                "highlights": [
                    "Moved 40 services to Kubernetes in nine months.",
                    "Cut the cloud bill by 38 %.",
                ],
            },
            {
                "name": "Smiðjan",
                "position": "Developer",
                "startDate": "2014",
                "endDate": "2019",
                "summary": "Web shops.",
            },
        ],
        "education": [
            {
                "institution": "Háskóli Norðursins",
                "studyType": "BSc",
                "area": "Computer Science",
                "endDate": "2014",
                "score": "8.5",
                "courses": ["Compilers", "Networks"],
            }
        ],
        "skills": [{"name": "Languages", "keywords": ["C++", "C#", "Go"]}, {"name": "Writing"}],
        "languages": [{"language": "Icelandic", "fluency": "Native"}],
        "certificates": [{"name": "CKA", "date": "2021-03", "issuer": "CNCF"}],
    }
