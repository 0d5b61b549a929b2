"""Rewording by rules that cannot change what is said: openings, filler, order, what is there."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from api.llm.rewriting import RewriteRequest
from api.matching.requirements import Requirement
from api.matching.resume_facts import ResumeFacts, facts_of
from api.matching.words import groups

_OPENING = re.compile(
    r"^(?:(?:I\s+)?(?:was|am|been)\s+)?(?:responsible\s+for|tasked\s+with|in\s+charge\s+of"
    r"|duties\s+included|my\s+duties\s+were)\s*:?\s+(?:the\s+)?(?P<verb>[a-z]+ing)\b(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_PRONOUN = re.compile(r"^I\s+(?=(?P<verb>[a-z]+ed|built|led|ran|wrote|taught|sold)\b)")
_FILLER = (
    (re.compile(r"\b(?:in order|so as) to\b", re.IGNORECASE), "to"),
    (re.compile(r"\butili[sz]ed\b"), "used"),
    (re.compile(r"\bUtili[sz]ed\b"), "Used"),
    (re.compile(r"\butili[sz]ing\b"), "using"),
    (re.compile(r"\bon a (daily|weekly|monthly) basis\b", re.IGNORECASE), r"\1"),
    (re.compile(r"\s{2,}"), " "),
    (re.compile(r"\s+([,.;:])"), r"\1"),
)
_WORD_LISTS = ("/keywords",)


def rewrite_offline(task: RewriteRequest) -> dict[str, Any]:
    """Propose what makes a section read better and leaves its facts as they are."""
    resume = facts_of(task.resume_text, task.sections)
    proposals = [
        proposal
        for pointer, before in task.places.items()
        if (proposal := _proposal(pointer, before, task, resume)) is not None
    ]
    return {"proposals": proposals, "summary": _summary(len(proposals))}


def _summary(count: int) -> str:
    if not count:
        return "Nothing here needs rewording."
    return f"{count} {'place' if count == 1 else 'places'} reworded; no fact was changed."


def _proposal(
    pointer: str, before: str | tuple[str, ...], task: RewriteRequest, resume: ResumeFacts
) -> dict[str, Any] | None:
    if isinstance(before, str):
        after, reason = reworded(before, current=_is_current(pointer, task.sections))
        grown = len(after) > max(len(before), 1) * task.rules.max_growth
        return None if after == before or grown else _change(pointer, after, None, reason, [])
    if not pointer.endswith(_WORD_LISTS):
        return None
    asked = _asked(task.requirements)
    items = _ordered(pointer, asked, resume, task)
    if items == list(before):
        return None
    ids = [identifier for name, identifier in asked.items() if _names(name, items, resume)]
    added = [item for item in items if item not in before]
    reason = "What the job asks for stands first."
    if added:
        reason += f" Your work shows {', '.join(added)}, which the list left out."
    return _change(pointer, None, items, reason, ids)


def _change(
    pointer: str, text: str | None, items: list[str] | None, reason: str, ids: Sequence[str]
) -> dict[str, Any]:
    return {
        "pointer": pointer,
        "text": text,
        "items": items,
        "reason": reason,
        "requirement_ids": list(dict.fromkeys(ids)),
    }


def reworded(text: str, *, current: bool) -> tuple[str, str]:
    """Give a line reworded so that it says the same, and why."""
    opened = _opened(text, current=current)
    plain = opened
    for pattern, instead in _FILLER:
        plain = pattern.sub(instead, plain)
    plain = plain.strip()
    plain = plain[:1].upper() + plain[1:] if text[:1].isupper() else plain
    reason = "Opens with what was done." if opened != text else "Says the same in fewer words."
    return plain, reason


def _opened(text: str, *, current: bool) -> str:
    weak = _OPENING.match(text)
    forms = _verbs().get(weak["verb"].casefold()) if weak else None
    if weak and forms:
        verb = forms[0] if current else forms[1]
        return f"{verb.capitalize()}{weak['rest']}"
    pronoun = _PRONOUN.match(text)
    if pronoun:
        rest = text[pronoun.end() :]
        return rest[:1].upper() + rest[1:]
    return text


def _is_current(pointer: str, sections: Mapping[str, Any]) -> bool:
    """Tell whether a place belongs to a job that goes on."""
    parts = pointer.split("/")
    entries = sections.get(parts[1])
    if not isinstance(entries, list) or len(parts) < 3 or not parts[2].isdigit():
        return False
    entry = entries[int(parts[2])]
    return isinstance(entry, Mapping) and "startDate" in entry and not entry.get("endDate")


def _asked(requirements: Sequence[Requirement]) -> dict[str, str]:
    """Give the skills that are asked for, with the requirement that asks first."""
    found: dict[str, str] = {}
    for requirement in requirements:
        for name in requirement.skills:
            found.setdefault(name, requirement.id)
    return found


def _ordered(
    pointer: str, asked: Mapping[str, str], resume: ResumeFacts, task: RewriteRequest
) -> list[str]:
    """Put what is asked for first, and add what the résumé shows elsewhere."""
    items = task.places[pointer]
    wanted = [item for item in items if _skill_of(item, resume) in asked]
    rest = [item for item in items if item not in wanted]
    ordered = [*wanted, *rest] if task.rules.may_reorder else list(items)
    room = int(len(items) * max(0.0, task.rules.max_growth - 1))
    added = _shown_elsewhere(asked, resume, task)
    mine = [raw for name, raw in added if _home(name, resume, task) == pointer]
    return [*ordered, *mine][: len(items) + room]


def _shown_elsewhere(
    asked: Mapping[str, str], resume: ResumeFacts, task: RewriteRequest
) -> Iterator[tuple[str, str]]:
    """Give the skills that are asked for and shown in work, but in no list, as written.

    A plain word that only stands for a skill, as "database" in a sentence, would be no entry.
    """
    listed = {_skill_of(item, resume) for item in _all_keywords(task.sections)}
    for name in asked:
        used = [mention.hit.raw for mention in resume.skills.get(name, ()) if mention.used]
        named = [raw for raw in used if raw != raw.casefold()]
        named += [name for raw in used if raw == name.casefold()]
        if named and name not in listed:
            yield name, named[0]


def _home(name: str, resume: ResumeFacts, task: RewriteRequest) -> str:
    """Choose the one list that a skill belongs in: the one with most skills of its group."""
    group = _group(name, resume)
    lists = {
        pointer: [_group(item, resume) for item in items].count(group)
        for pointer, items in task.places.items()
        if pointer.endswith(_WORD_LISTS)
    }
    return max(lists, key=lambda pointer: lists[pointer])


def _group(name: str, resume: ResumeFacts) -> str | None:
    skill = resume.vocabulary.lookup(name)
    return skill.group if skill else None


def _all_keywords(sections: Mapping[str, Any]) -> list[str]:
    return [
        keyword
        for group in sections.get("skills") or []
        if isinstance(group, Mapping)
        for keyword in group.get("keywords") or []
    ]


def _skill_of(item: str, resume: ResumeFacts) -> str:
    skill = resume.vocabulary.lookup(item)
    return skill.name if skill else item


def _names(name: str, items: Sequence[str], resume: ResumeFacts) -> bool:
    return any(_skill_of(item, resume) == name for item in items)


@cache
def _verbs() -> Mapping[str, tuple[str, str]]:
    rows = (entry.split() for entry in groups("verbs")["english"])
    return {gerund: (base, past) for gerund, base, past in rows}
