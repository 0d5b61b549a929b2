"""Whether a reader learns who the person is and how to reach them."""

from __future__ import annotations

from collections.abc import Iterator

from api.parsing.checks.findings import CheckFinding, Severity, Subject

_NEEDED = {
    "name": ("No name was found", "Put the full name on the first line, as text."),
    "email": (
        "No e-mail address was found",
        "Recruiters answer by e-mail; write the address out, not only as a link or picture.",
    ),
}
_USEFUL = {
    "phone": (
        "No telephone number was found",
        "Many invitations come by telephone; give it with its country code.",
    ),
    "location": (
        "No place was found",
        "City and country are enough; searches are often limited to a region.",
    ),
    "summary": (
        "There is no summary",
        "Two or three sentences at the top tell a reader what to look for below.",
    ),
}


def check_contact(subject: Subject) -> Iterator[CheckFinding]:
    """Yield what is missing at the top of a résumé."""
    for field, (title, detail) in _NEEDED.items():
        if not subject.basics.get(field):
            yield subject.find(f"missing_{field}", Severity.ERROR, title, detail)
    for field, (title, detail) in _USEFUL.items():
        if not subject.basics.get(field):
            severity = Severity.HINT if field == "summary" else Severity.WARNING
            yield subject.find(f"missing_{field}", severity, title, detail)


def check_sections(subject: Subject) -> Iterator[CheckFinding]:
    """Yield sections that readers and their software expect and that were not found."""
    expected = {
        "work": "Use a plain heading such as “Work experience” above the jobs.",
        "education": "Use a plain heading such as “Education” above schools and degrees.",
        "skills": "List skills under a heading of their own: searches match them word for word.",
    }
    for kind, detail in expected.items():
        if not subject.sections.get(kind):
            severity = Severity.WARNING if kind == "work" else Severity.HINT
            title = f"No section of {kind} was found"
            yield subject.find(f"missing_{kind}", severity, title, detail)
