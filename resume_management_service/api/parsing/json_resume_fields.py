"""Which fields a JSON Resume has and of what kind each is."""

from __future__ import annotations

from typing import Final

TEXT, DATE, URL, EMAIL, TEXTS = "text", "date", "address on the web", "e-mail address", "texts"

_SPAN: Final = {"startDate": DATE, "endDate": DATE}
_TOLD: Final = {"summary": TEXT, "highlights": TEXTS}

BASICS: Final[dict[str, str]] = {
    "name": TEXT,
    "label": TEXT,
    "image": URL,
    "email": EMAIL,
    "phone": TEXT,
    "url": URL,
    "summary": TEXT,
}
LOCATION: Final = dict.fromkeys(("address", "postalCode", "city", "countryCode", "region"), TEXT)
PROFILE: Final[dict[str, str]] = {"network": TEXT, "username": TEXT, "url": URL}

ENTRIES: Final[dict[str, dict[str, str]]] = {
    "work": {
        "name": TEXT,
        "position": TEXT,
        "location": TEXT,
        "description": TEXT,
        "url": URL,
        **_SPAN,
        **_TOLD,
    },
    "volunteer": {"organization": TEXT, "position": TEXT, "url": URL, **_SPAN, **_TOLD},
    "education": {
        "institution": TEXT,
        "studyType": TEXT,
        "area": TEXT,
        "location": TEXT,
        "url": URL,
        **_SPAN,
        "score": TEXT,
        "courses": TEXTS,
    },
    "skills": {"name": TEXT, "level": TEXT, "keywords": TEXTS},
    "languages": {"language": TEXT, "fluency": TEXT},
    "certificates": {"name": TEXT, "issuer": TEXT, "date": DATE, "url": URL},
    "projects": {
        "name": TEXT,
        "description": TEXT,
        "entity": TEXT,
        "type": TEXT,
        "url": URL,
        **_SPAN,
        "highlights": TEXTS,
        "keywords": TEXTS,
        "roles": TEXTS,
    },
    "publications": {
        "name": TEXT,
        "publisher": TEXT,
        "releaseDate": DATE,
        "url": URL,
        "summary": TEXT,
    },
    "awards": {"title": TEXT, "awarder": TEXT, "date": DATE, "summary": TEXT},
    "interests": {"name": TEXT, "keywords": TEXTS},
    "references": {"name": TEXT, "reference": TEXT},
}
