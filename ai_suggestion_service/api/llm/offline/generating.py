"""What a person tells, arranged sentence by sentence; nothing is added."""

import re
from collections.abc import Iterator
from typing import Any

from api.llm.generating import GenerationRequest
from api.llm.personal.contacts import emails, links, phones
from api.llm.personal.found import Found
from api.llm.personal.header import Line, lines
from api.matching.field_words import degrees_in, languages_in, skills_in
from api.matching.kinds import asks_for_certificate
from api.matching.sentences import sentences
from lexicon.dates import find_ranges

_NAME = re.compile(
    r"(?:\b(?:my name is|i am called|ich heiße|mein name ist|je m'appelle|me llamo|mi nombre es"
    r"|mi chiamo|chamo-me|meu nome é|mijn naam is|ik heet)\s+|^\s*name\s*:\s*)"
    r"(?P<name>[^\W\d_][\w'’.-]*(?:\s+[^\W\d_][\w'’.-]*){0,3}?)(?=[.,;\n]|\s+(?:and|und|et|y|e|en)\b|$)",
    re.IGNORECASE | re.MULTILINE,
)
_JOB = re.compile(
    r"\b(?:work(?:ed|ing)?|employed|job|position|served|arbeit\w*|gearbeitet|tätig|travaill\w+"
    r"|trabaj\w+|lavor\w+|trabalh\w+|werk\w*)\b[^.]{0,30}?\b(?:as|als|comme|como|come)\s+"
    r"(?:an?\s+|the\s+|eine?\s+|une?\s+|una?\s+|een\s+)?(?P<position>[^,.;\n]{2,60}?)\s+"
    r"(?:at|for|with|bei|für|chez|en|presso|na|no|em|bij|voor)\s+(?P<name>[^,.;\n]{2,60}?)"
    r"(?=\s+(?:from|since|between|until|in\s+(?:19|20)|von|seit|ab|depuis|de\s+(?:19|20)|desde|dal"
    r"|van|sinds|where|and|wo|und|où|et|donde|y|dove|e|waar)\b|[,.;\n(]|\s+(?:19|20)\d\d|$)",
    re.IGNORECASE,
)
_SCHOOL = re.compile(
    r"\b(?:at|from|an der|à l'|à|en la|presso|na|aan de)\s+"
    r"(?P<name>(?:the\s+)?[A-ZÀ-Þ][^,.;\n]{2,60}?)"
    r"(?=\s+(?:in|from|between|until|on)\s+(?:19|20)?\d|[,.;\n(]|\s+(?:19|20)\d\d|$)"
)
_ISSUED = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_LEAST = ("work", "education", "skills")
_ASKED_FOR = {
    "work": "No job with an employer was told.",
    "education": "No education was told.",
    "skills": "No skills were told.",
}


def generate_offline(task: GenerationRequest) -> dict[str, Any]:
    """Sort what is told into sections; what fits none becomes the summary, in the same words."""
    told = task.told.strip()
    parts = _Parts(told)
    for sentence in _statements(told):
        parts.add(sentence)
    sections = parts.sections()
    return {"sections": sections, "notes": list(_notes(sections))}


def _statements(told: str) -> Iterator[str]:
    for line in lines(told):
        for sentence in sentences(line.text):
            yield sentence.strip(" \t-–•*")


class _Parts:
    """Sections as they fill."""

    def __init__(self, told: str) -> None:
        header = [Line(0, told)]
        self.basics = {
            "name": _name(told),
            "label": "",
            "email": _first(told, emails(told)),
            "phone": _first(told, phones(told, header)),
            "url": _first(told, links(told, [])),
        }
        self.summary: list[str] = []
        self.work: list[dict[str, Any]] = []
        self.education: list[dict[str, Any]] = []
        self.certificates: list[dict[str, Any]] = []
        self.languages: dict[str, str] = {}
        self.skills: dict[str, None] = {}

    def add(self, sentence: str) -> None:
        """Sort one sentence."""
        job = _JOB.search(sentence)
        self.skills.update(dict.fromkeys(hit.raw for hit in skills_in(sentence)))
        spoken = languages_in(sentence)
        self.languages.update({hit.language: hit.level or "" for hit in spoken})
        if job:
            self.work.append(_job(sentence, job))
        elif degrees_in(sentence):
            self.education.append(_education(sentence))
        elif asks_for_certificate(sentence):
            self.certificates.append(_certificate(sentence))
        elif self.work and not spoken and not self._is_contact(sentence):
            self.work[-1]["highlights"].append(sentence)
        elif sentence and not spoken and not self._is_contact(sentence):
            self.summary.append(sentence)

    def _is_contact(self, sentence: str) -> bool:
        values = [value for value in self.basics.values() if value]
        return any(value in sentence for value in values) or not sentence

    def sections(self) -> dict[str, Any]:
        """Give everything told, by section."""
        spoken = [{"language": name, "fluency": level} for name, level in self.languages.items()]
        return {
            "basics": self.basics | {"summary": " ".join(self.summary)},
            "work": self.work,
            "education": self.education,
            "skills": [{"name": "", "keywords": list(self.skills)}] if self.skills else [],
            "languages": spoken,
            "certificates": self.certificates,
            "projects": [],
        }


def _name(told: str) -> str:
    found = _NAME.search(told)
    return found["name"].strip() if found else ""


def _first(told: str, found: Iterator[Found]) -> str:
    item = next(found, None)
    return told[item.start : item.end] if item else ""


def _dates(sentence: str) -> dict[str, str]:
    span = next(iter(find_ranges(sentence)), None)
    return {
        "startDate": span.start.iso if span and span.start else "",
        "endDate": span.end.iso if span and span.end else "",
    }


def _job(sentence: str, job: re.Match[str]) -> dict[str, Any]:
    named = {"name": job["name"].strip(), "position": job["position"].strip()}
    return named | _dates(sentence) | {"location": "", "summary": "", "highlights": [sentence]}


def _education(sentence: str) -> dict[str, str]:
    degree = degrees_in(sentence)[0]
    school = _SCHOOL.search(sentence)
    dates = _dates(sentence)
    year = _ISSUED.search(sentence)
    return {
        "institution": school["name"].strip() if school else "",
        "studyType": degree.raw,
        "area": degree.area or "",
        "startDate": dates["startDate"],
        "endDate": dates["endDate"] or (year.group() if year else ""),
    }


def _certificate(sentence: str) -> dict[str, str]:
    year = _ISSUED.search(sentence)
    return {"name": sentence, "date": year.group() if year else "", "issuer": ""}


def _notes(sections: dict[str, Any]) -> Iterator[str]:
    for name in _LEAST:
        if not sections[name]:
            yield _ASKED_FOR[name]
    for job in sections["work"]:
        if not job["startDate"]:
            yield f"The dates of the work at {job['name']} are missing."
