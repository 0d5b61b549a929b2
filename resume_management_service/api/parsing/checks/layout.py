"""Whether people and software can read the document as it is laid out."""

from __future__ import annotations

from collections.abc import Iterator

from api.parsing.checks.findings import CheckFinding, Severity, Subject

_MOST_WORDS_A_PAGE = 750
_MOST_PAGES = 3
_UNSURE = 0.65
_EXPERIENCED_JOBS = 3
_WORDS = {"name": "employer", "position": "job title"}
_ADVICE = "put title, employer and dates on lines of their own."
_FROM_READING = {
    "hidden_text": (Severity.ERROR, "There is text that a reader cannot see"),
    "off_page_text": (Severity.ERROR, "There is text outside of the page"),
    "covered_text": (Severity.ERROR, "There is text under something else"),
    "tiny_text": (Severity.WARNING, "There is text too small to read"),
    "zero_width": (Severity.WARNING, "There are invisible characters"),
    "model_instructions": (Severity.ERROR, "There is text that addresses a machine"),
    "keyword_stuffing": (Severity.WARNING, "Words are piled up for search engines"),
    "missing_glyphs": (Severity.ERROR, "Some fonts cannot be read as text"),
    "needs_ocr": (Severity.ERROR, "There are pages that are only pictures"),
    "ocr_used": (Severity.WARNING, "The text had to be recognised from a picture"),
    "truncated": (Severity.WARNING, "Only a part of the document was read"),
}


def check_layout(subject: Subject) -> Iterator[CheckFinding]:
    """Yield what the reading of the file showed, density, length, order and doubtful values."""
    yield from _reading(subject)
    yield from _amount(subject)
    yield from _order(subject)
    yield from _doubts(subject)


def _reading(subject: Subject) -> Iterator[CheckFinding]:
    for warning in subject.warnings:
        severity, title = _FROM_READING.get(str(warning["code"]), (Severity.WARNING, ""))
        if title:
            page = warning.get("page")
            yield CheckFinding(
                str(warning["code"]), severity, title, str(warning["detail"]), None, page
            )


def _amount(subject: Subject) -> Iterator[CheckFinding]:
    pages = max(1, subject.page_count)
    words = len(subject.text.split())
    if words / pages > _MOST_WORDS_A_PAGE:
        detail = f"{words} words stand on {pages} page(s); about 500 a page are read with ease."
        yield subject.find("dense_page", Severity.WARNING, "The pages are full", detail)
    if pages > _MOST_PAGES:
        detail = f"It has {pages} pages; two suffice for most careers outside of research."
        yield subject.find("too_long", Severity.HINT, "The résumé is long", detail)


def _order(subject: Subject) -> Iterator[CheckFinding]:
    """Yield an education that stands before a long list of jobs."""
    first = {kind: _start(subject, f"/{kind}/0/") for kind in ("work", "education")}
    work, education = first["work"], first["education"]
    if work is None or education is None or len(subject.jobs) < _EXPERIENCED_JOBS:
        return
    if education < work:
        title = "Education stands before work experience"
        detail = f"With {len(subject.jobs)} jobs, readers expect the work experience first."
        yield subject.find("unusual_order", Severity.HINT, title, detail, "/education/0")


def _start(subject: Subject, prefix: str) -> int | None:
    starts = [
        int(entry["start"])
        for pointer, entry in subject.evidence.items()
        if pointer.startswith(prefix)
    ]
    return min(starts, default=None)


def _doubts(subject: Subject) -> Iterator[CheckFinding]:
    """Yield names of jobs and employers that were hard to tell apart."""
    for place, job in enumerate(subject.jobs):
        for key in ("name", "position"):
            pointer = f"/work/{place}/{key}"
            confidence = subject.evidence.get(pointer, {}).get("confidence", 1.0)
            if job.get(key) and confidence < _UNSURE:
                title = "A line is hard to read for software"
                detail = f"“{job[key]}” was taken for the {_WORDS[key]}; {_ADVICE}"
                yield subject.find("hard_to_read", Severity.HINT, title, detail, pointer)
