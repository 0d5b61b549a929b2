"""Inventions and honest rewrites made from every résumé line by rule, the same in every run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path

from api.rewriting.guard.folding import fold

from .cases import HERE, Rewrite, source

_TOOLS = (
    "Kubernetes",
    "SAP",
    "Tableau",
    "Salesforce Marketing Cloud",
    "Revit",
    "Epic",
    "Snowflake",
)
_FALSE_LETTERS = ("Kubеrnetes", "Ѕnowflake", "Tаbleau", "Sn\u200bowflake", "Ｔａｂｌｅａｕ")
_OUTCOMES = (
    "resulting in significant revenue growth",
    "which increased customer satisfaction",
    "saving the company thousands of pounds",
    "leading to a sharp rise in productivity",
    "thereby boosting efficiency across the organisation",
    "earning praise from senior management",
)
_CLIENTS = ("Unilever", "the Ministry of Defence", "a Fortune 500 company", "Siemens", "Barclays")
_FIGURES = ("by 37%", "for 5,300 people", "worth $4.7M", "within seven weeks", "in 14 countries")
_DIGITS = ("by ٣٧٪", "by ３７%", "by thirty-seven percent", "by 37 per cent", "by a third")
_PRAISE = ("Award-winning:", "Industry-leading work:", "First in the region:", "Top performer:")
_LEADING = ("Led", "Spearheaded", "Directed", "Headed up")
_FACTS = (
    ("certificate", "Holder of the PMP certificate. {}"),
    ("certificate", "As a certified Six Sigma Black Belt: {}"),
    ("degree", "{} MBA from Harvard Business School."),
    ("language", "{} Fluent in Japanese."),
    ("award", "{} Named Employee of the Year."),
    ("publication", "{} Author of a book on the subject."),
    ("team_size", "{} Led a team of 23 people."),
    ("place", "{} Worked in Singapore and Dubai."),
    ("person", "{} Reported to Sir Alan Whitcombe."),
    ("duration", "{} More than 25 years of experience."),
    ("employer", "{} Previously worked at Microsoft."),
    ("title", "Chief Operating Officer: {}"),
)
_LETTERS = (
    ("employer", "In my years at Goldman Sachs I learned a great deal."),
    ("skill", "My knowledge of Snowflake and Tableau is extensive."),
    ("number", "I increased sales by 140% in one year."),
    ("title", "As Vice President of Operations I reported to the board."),
    ("certificate", "I hold the PRINCE2 certificate."),
    ("language", "I speak fluent Mandarin."),
    ("award", "I received the Queen's Award for Enterprise."),
    ("team_size", "I led a department of 85 people."),
    ("degree", "I hold a doctorate from Cambridge."),
    ("duration", "I have worked in this field for thirty-two years."),
)
_ENGLISH_ONLY = frozenset({"buchhalterin", "comercial", "secretaire"})
_WORDS = {"2": "two", "3": "three", "4": "four", "6": "six", "8": "eight", "12": "twelve"}
_ASSISTING = ("help", "assist", "support", "contribut", "took part", "member", "no ")


def resumes() -> list[str]:
    """Name the résumés of the corpus."""
    return sorted(path.stem for path in Path(HERE / "resumes").glob("*.json"))


def lines() -> Iterator[tuple[str, str, str]]:
    """Yield each English résumé's highlights with their place."""
    for resume in resumes():
        if resume in _ENGLISH_ONLY:
            continue
        for work, entry in enumerate(source(resume).sections["work"]):
            for number, text in enumerate(entry["highlights"]):
                yield resume, f"w{work}h{number}", text


def planted() -> list[Rewrite]:
    """Make inventions of every kind on every line, and in letters."""
    return [*_on_lines(), *_changed_numbers(), *_moved(), *_in_letters()]


def _on_lines() -> Iterator[Rewrite]:
    tools, letters, outcomes = cycle(_TOOLS), cycle(_FALSE_LETTERS), cycle(_OUTCOMES)
    clients, figures, digits = cycle(_CLIENTS), cycle(_FIGURES), cycle(_DIGITS)
    praise, leading, facts = cycle(_PRAISE), cycle(_LEADING), cycle(_FACTS)
    for resume, place, text in lines():
        known = source(resume).text
        tails = (
            ("skill", "using " + next(tool for tool in tools if tool not in known)),
            ("skill", "with " + next(tool for tool in letters if fold(tool).text not in known)),
            ("outcome", next(outcomes)),
            ("client", "for " + next(clients)),
            ("number", next(figures)),
            ("number", next(digits)),
        )
        for kind, tail in tails:
            joint = ", " if kind == "outcome" else " "
            yield Rewrite(resume, place, text + joint + tail, kind, tail.split(" ", 1)[1])
        prefix = next(praise)
        yield Rewrite(resume, place, f"{prefix} {text}", "superlative", prefix)
        kind, pattern = next(facts)
        yield Rewrite(resume, place, pattern.format(text), kind, _invented(pattern))
        if text.lower().startswith(_ASSISTING):
            verb = next(leading)
            yield Rewrite(resume, place, verb + _object(text), "scope", verb)


def _invented(pattern: str) -> str:
    return pattern.replace("{}", "").strip()


def _object(text: str) -> str:
    """Cut the verb of helping off a line."""
    rest = re.sub(r"^\S+( part| of)?( with| in| to| for)?", "", text, count=1)
    return rest if rest.startswith(" the") else " the" + rest.removeprefix(" the")


def _changed_numbers() -> Iterator[Rewrite]:
    for resume, place, text in lines():
        for match in re.finditer(r"(?<![\w.-])\d{1,3}(?:,\d{3})?(?![\w.-])", text):
            value = int(match.group().replace(",", ""))
            for other in (value * 10, value + 7):
                if f"{other:,}" in text:
                    continue
                changed = text[: match.start()] + f"{other:,}" + text[match.end() :]
                yield Rewrite(resume, place, changed, "number", f"{other:,}")


def _moved() -> Iterator[Rewrite]:
    """Carry the figures of a résumé's other jobs into a line."""
    rows = list(lines())
    for resume, place, text in rows:
        for other, source_place, given in rows:
            if other != resume or source_place[:2] == place[:2]:
                continue
            for match in re.finditer(r"\b(?:about |up to )?(\d{2,}) ([a-z]+)", given):
                if match[1] not in text:
                    claim = f"{match[1]} {match[2]}"
                    yield Rewrite(resume, place, f"{text} for {claim}", "moved", claim)


def _in_letters() -> Iterator[Rewrite]:
    for resume in resumes():
        if resume in _ENGLISH_ONLY:
            continue
        first = source(resume).sections["work"][0]
        for kind, sentence in _LETTERS:
            text = (
                f"Dear Hiring Manager, I would like to apply for the position. I work at "
                f"{first['name']}. {sentence} I look forward to hearing from you."
            )
            yield Rewrite(resume, "letter", text, kind, sentence)


def honest() -> list[Rewrite]:
    """Make rewrites that change wording, order and signs but no fact."""
    return [
        rewrite for resume, place, text in lines() for rewrite in _harmless(resume, place, text)
    ]


def _harmless(resume: str, place: str, text: str) -> Iterator[Rewrite]:
    yield Rewrite(resume, place, text + ".")
    yield Rewrite(resume, place, "Successfully " + text[0].lower() + text[1:])
    yield Rewrite(resume, place, text.replace(" and ", " & ").replace("%", " percent"))
    yield Rewrite(resume, place, _in_words(text).replace(" ", "\u00a0", 1))
    in_title_case = text.isascii() and not re.search(r"[A-Z]{2}", text)
    yield Rewrite(resume, place, f"• {text.title() if in_title_case else text}")
    merged = _with_neighbour(resume, place, text)
    if merged:
        yield Rewrite(resume, place, merged)


def _in_words(text: str) -> str:
    return re.sub(
        r"(?<![\w.,/-])(\d+)(?= [a-z])", lambda match: _WORDS.get(match[1], match[1]), text
    )


def _with_neighbour(resume: str, place: str, text: str) -> str:
    work, number = int(place[1]), int(place[3:])
    highlights = source(resume).sections["work"][work]["highlights"]
    if number + 1 >= len(highlights):
        return ""
    following = highlights[number + 1]
    return f"{text}; {following[0].lower()}{following[1:]}"
