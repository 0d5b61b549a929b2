"""Whether what was done is told in a way that is read."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from api.parsing.checks.findings import CheckFinding, Severity, Subject

_LONGEST_WORDS = 45
_SMALLEST_SHARE = 0.2
_FEWEST_BULLETS = 5
_MOST_BULLETS = 8
_PASSIVE = re.compile(
    r"(?i)^(?:responsible for|duties included?|tasked with|in charge of|helped (?:with|to)|"
    r"verantwortlich für|zuständig für|responsable (?:de|del|della)|en charge de|chargée? de|"
    r"encargad[oa] de|responsabile di|responsável por|verantwoordelijk voor)\b"
)
Bullet = tuple[str, str]


def check_wording(subject: Subject) -> Iterator[CheckFinding]:
    """Yield long, repeated and passive bullets, jobs without text, and a lack of numbers."""
    bullets = list(_bullets(subject))
    yield from _per_bullet(subject, bullets)
    yield from _repeated(subject, bullets)
    yield from _numbers(subject, bullets)
    yield from _per_job(subject)


def _bullets(subject: Subject) -> Iterator[Bullet]:
    for place, job in enumerate(subject.jobs):
        for number, text in enumerate(job.get("highlights", [])):
            yield f"/work/{place}/highlights/{number}", text


def _per_bullet(subject: Subject, bullets: list[Bullet]) -> Iterator[CheckFinding]:
    for pointer, text in bullets:
        words = len(text.split())
        if words > _LONGEST_WORDS:
            detail = f"It has {words} words; two lines, about 30 words, are read to the end."
            yield subject.find("long_bullet", Severity.HINT, "A bullet is long", detail, pointer)
        passive = _PASSIVE.match(text)
        if passive:
            detail = f"It begins “{passive[0]}”; say what you did and what came of it."
            title = "A bullet names a duty instead of a result"
            yield subject.find("passive_bullet", Severity.HINT, title, detail, pointer)


def _repeated(subject: Subject, bullets: list[Bullet]) -> Iterator[CheckFinding]:
    counts = Counter(text.casefold() for _, text in bullets)
    seen: set[str] = set()
    for pointer, text in bullets:
        folded = text.casefold()
        if counts[folded] > 1 and folded not in seen:
            seen.add(folded)
            detail = f"The same sentence stands {counts[folded]} times: “{text[:80]}”."
            yield subject.find(
                "repeated_bullet", Severity.HINT, "A bullet is repeated", detail, pointer
            )


def _numbers(subject: Subject, bullets: list[Bullet]) -> Iterator[CheckFinding]:
    if len(bullets) < _FEWEST_BULLETS:
        return
    counted = sum(bool(re.search(r"\d", text)) for _, text in bullets)
    if counted < _SMALLEST_SHARE * len(bullets):
        detail = f"{counted} of {len(bullets)} bullets hold a number; how many, how much, how fast?"
        yield subject.find(
            "few_numbers", Severity.HINT, "Few results are measured", detail, "/work"
        )


def _per_job(subject: Subject) -> Iterator[CheckFinding]:
    for place, job in enumerate(subject.jobs):
        name = job.get("position") or job.get("name") or "A job"
        bullets = job.get("highlights", [])
        if not bullets and not job.get("summary"):
            detail = "Say in two to five bullets what you did and achieved there."
            title = f"“{name}” is not described"
            yield subject.find("undescribed_job", Severity.HINT, title, detail, f"/work/{place}")
        elif len(bullets) > _MOST_BULLETS:
            detail = f"It has {len(bullets)} bullets; keep the five that matter most."
            title = f"“{name}” has many bullets"
            yield subject.find("many_bullets", Severity.HINT, title, detail, f"/work/{place}")
