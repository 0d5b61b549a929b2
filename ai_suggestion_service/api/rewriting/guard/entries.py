"""Which entry of the résumé a sentence is about, by the employer or school it names."""

from __future__ import annotations

from .findings import Case
from .wordlists import listed

_ANAPHORA = listed("pairing.anaphora")
_NAMES = ("name", "institution", "organization")
_DISTINCTIVE = 2


def sentence_entries(case: Case) -> dict[int, str]:
    """Map each sentence that is about one entry to that entry."""
    found: dict[int, str] = {}
    previous = ""
    for sentence in dict.fromkeys(word.sentence for word in case.reading.words):
        indices = [
            index for index, word in enumerate(case.reading.words) if word.sentence == sentence
        ]
        named = _named_entries(case, indices)
        goes_on = case.reading.words[indices[0]].lower in _ANAPHORA or _in_that_role(case, indices)
        if len(named) == 1:
            found[sentence] = previous = named.pop()
        elif not named and (goes_on and previous):
            found[sentence] = previous
        elif not named:
            worded = _worded_entry(case, indices)
            if worded:
                found[sentence] = worded
        else:
            previous = ""
    return found


def _in_that_role(case: Case, indices: list[int]) -> bool:
    forms = [case.reading.words[index].lower for index in indices[:3]]
    return forms[:1] in (["in"], ["during"], ["while"], ["at"]) and any(
        form in _ANAPHORA for form in forms[1:]
    )


def _named_entries(case: Case, indices: list[int]) -> set[str]:
    """Name the entries whose employer or school the sentence names."""
    stems = {case.reading.words[index].stem for index in indices}
    found = set()
    for segment in case.source.segments:
        if segment.field not in _NAMES or not is_listed(segment.entry):
            continue
        name = [word.stem for word in segment.reading.words[:2]]
        if name and set(name) <= stems:
            found.add(segment.entry)
    return found


def is_listed(entry: str) -> bool:
    return entry.startswith(("/work/", "/volunteer/", "/projects/", "/education/"))


def _worded_entry(case: Case, indices: list[int]) -> str:
    """Name the one entry that has at least two words of the sentence to itself."""
    counts: dict[str, int] = {}
    for index in indices:
        if not case.reading.is_content(index):
            continue
        entries = {place.segment.entry for place in case.scope.places(case.reading.senses[index])}
        if len(entries) == 1 and is_listed(only := entries.pop()):
            counts[only] = counts.get(only, 0) + 1
    if len(counts) != 1:
        return ""
    entry, count = counts.popitem()
    return entry if count >= _DISTINCTIVE else ""
