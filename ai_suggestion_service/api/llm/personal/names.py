"""The person's name: where it is given, and everywhere that it or a part of it comes back."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from api.llm.personal.contacts import emails
from api.llm.personal.details import labelled_names, titles
from api.llm.personal.found import Detail, Found
from api.llm.personal.header import Line
from api.matching.resume_text import section_of_heading
from api.matching.words import groups
from lexicon.skills import default_vocabulary

_PARTICLES = frozenset(
    {"van", "von", "der", "den", "de", "del", "della", "di", "da", "dos", "das", "do", "du", "la"}
    | {"le", "el", "al", "bin", "ibn", "ben", "y", "e", "ter", "ten", "zu", "zum", "af", "av", "st"}
)
_WORD = re.compile(r"[^\W\d_]+(?:['’.-][^\W\d_]+)*\.?")
_CUT = re.compile(r"\s*[|•·–—\t]\s*|\s{3,}|\s+-\s+|\s*[(\[].*?[)\]]")
_SPACED = re.compile(r"^\s*(?:[^\W\d_]\s){2,}[^\W\d_](?:\s+(?:[^\W\d_]\s)+[^\W\d_])*\s*$")
_LOCAL = re.compile(r"^(?:mailto:)?([\w.+-]+)")
_SLUG = re.compile(r"(?:linkedin\.com/in|github\.com|xing\.com/profile)/([\w%.-]+)", re.IGNORECASE)
_CASELESS = re.compile(
    r"[\u0590-\u06ff\u0900-\u0dff\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)
_PLAIN_WORD = re.compile(r"(?<![\w@./-])[^\W\d_]+(?![\w@/]|[.-]\w)")  # of no address or link
_NAME_LINES = 6
_LONGEST_CASELESS = 20
_MOST_WORDS = 5


@cache
def _no_names() -> frozenset[str]:
    return frozenset(groups("personal")["no_name"])


@cache
def _suffixes() -> frozenset[str]:
    return frozenset(entry.rstrip(".") for entry in groups("personal")["suffix"])


def parts_of_name(text: str, header: Sequence[Line], known: Iterable[str]) -> frozenset[str]:
    """Collect the words of the person's name, folded, from what is known and from the text."""
    given = [part for name in known for part in _parts(name)]
    if not given:
        given = [part for name in _candidates(text, header) for part in _parts(name)]
    return frozenset(part.casefold() for part in given if len(part) > 1)


def occurrences(text: str, parts: frozenset[str], header: Sequence[Line]) -> Iterator[Found]:
    """Find the name: runs of its parts, and single parts that are no ordinary words here."""
    if not parts:
        return
    any_part = "|".join(sorted(map(re.escape, parts), key=len, reverse=True))
    ordinary = _ordinary(text, parts)
    yield from _runs(text, any_part)
    yield from _turned(header, any_part)
    for match in re.finditer(rf"(?<![\w])(?:{any_part})(?!\w)", text, re.IGNORECASE):
        word = match.group()
        at_home = any(line.start <= match.start() < line.end for line in header[:_NAME_LINES])
        if at_home or (word[0].isupper() and word.casefold() not in ordinary):
            yield Found(match.start(), match.end(), Detail.NAME)


def _runs(text: str, any_part: str) -> Iterator[Found]:
    titled = "|".join(sorted(map(re.escape, titles()), key=len, reverse=True))
    initial = r"[^\W\d_]\.(?:[ -]?[^\W\d_]\.)*"
    link = rf"(?:[ .'’-]|\s(?:{'|'.join(_PARTICLES)})\s|\s{initial}\s){{1,3}}"
    run = re.compile(
        rf"(?<!\w)(?:(?:{titled})\.?\s+)?(?:{initial}\s?)?(?:{any_part})(?:{link}(?:{any_part}))+(?!\w)"
        rf"|(?<!\w)(?:(?:{titled})\.?\s+|{initial}\s?)(?:{any_part})(?!\w)",
        re.IGNORECASE,
    )
    for match in run.finditer(text):
        yield Found(match.start(), match.end(), Detail.NAME)


def _turned(header: Sequence[Line], any_part: str) -> Iterator[Found]:
    """Find the name with its last part first, which elsewhere would be a list."""
    pattern = re.compile(rf"(?<!\w)(?:{any_part}),\s*(?:{any_part})(?!\w)", re.IGNORECASE)
    for line in header[:_NAME_LINES]:
        for match in pattern.finditer(line.text):
            yield Found(line.start + match.start(), line.start + match.end(), Detail.NAME)


def _ordinary(text: str, parts: frozenset[str]) -> frozenset[str]:
    """Parts that the text also uses as common words, or that name a skill."""
    lower = {word for word in _PLAIN_WORD.findall(text) if word.islower()}
    vocabulary = default_vocabulary()
    return frozenset(part for part in parts if part in lower or vocabulary.lookup(part))


def _candidates(text: str, header: Sequence[Line]) -> list[str]:
    labelled = [text[item.start : item.end] for item in labelled_names(text)]
    if labelled:
        return labelled
    hints = list(_hints(text))
    first = [line for line in header[:_NAME_LINES] if section_of_heading(line.text) is None]
    segments = [segment for line in first for segment in _segments(line.text)]
    backed = [name for name in segments if _is_backed(name, hints) and _could_be_name(name)]
    top = [*_stacked(first), *(name for name in segments if _looks_like_name(name))]
    return (backed or top)[:1] + _words_behind(first, hints)


def _segments(line: str) -> Iterator[str]:
    spaced = _SPACED.match(line)
    if spaced:
        words = re.split(r"\s{2,}", line.strip())
        line = " ".join(re.sub(r"\s", "", word) for word in words)
    for segment in _CUT.split(line):
        bare = segment.split(":")[-1].strip()
        if bare:
            yield bare


def _could_be_name(segment: str) -> bool:
    """Tell whether a line's piece has the shape of a name, in whatever case."""
    if re.search(r"[\d@:/&]", segment):
        return False
    if _CASELESS.search(segment):
        return len(segment) <= _LONGEST_CASELESS
    words = _parts(segment)
    if not 2 <= len(words) <= _MOST_WORDS:
        return False
    return all(word.casefold() not in _no_names() for word in words)


def _looks_like_name(segment: str) -> bool:
    if not _could_be_name(segment) or default_vocabulary().lookup(segment) is not None:
        return False
    return bool(_CASELESS.search(segment)) or all(word[0].isupper() for word in _parts(segment))


def _parts(name: str) -> list[str]:
    """Cut a name into its words, without titles, particles, degrees and initials."""
    if _CASELESS.search(name):
        return [name.strip(), *name.split()]
    found = [word.group().rstrip(".") for word in _WORD.finditer(name)]
    skipped = _suffixes() | titles() | _PARTICLES
    kept = [word for word in found if len(word) > 1 and word.casefold() not in skipped]
    return [*kept, *(half for word in kept if "-" in word for half in word.split("-") if half)]


def _stacked(header: Sequence[Line]) -> list[str]:
    """Read a name whose words stand on lines of their own."""
    first = [line.text.strip() for line in header[:2]]
    words = [part for line in first for part in _parts(line)]
    alone = len(first) == 2 and all(
        re.fullmatch(r"[^\W\d_]+(?:-[^\W\d_]+)*", line) for line in first
    )
    return [" ".join(first)] if alone and _looks_like_name(" ".join(words)) else []


def _hints(text: str) -> Iterator[str]:
    for found in emails(text):
        match = _LOCAL.match(text[found.start : found.end])
        if match:
            yield match.group(1).casefold()
    for slug in _SLUG.finditer(text):
        yield slug.group(1).casefold()


def _is_backed(name: str, hints: Iterable[str]) -> bool:
    return any(_backs(hint, part) for hint in hints for part in _parts(name))


def _backs(hint: str, part: str) -> bool:
    return len(part) >= 3 and part.casefold() in hint


def _words_behind(header: Sequence[Line], hints: Sequence[str]) -> list[str]:
    """Collect the words of the first lines that the e-mail address or profile spells out."""
    tokens = {token for hint in hints for token in re.split(r"[^a-zà-ÿ]+", hint) if len(token) > 2}
    words = {
        word for line in header[:_NAME_LINES] for word in re.findall(r"[^\W\d_]{3,}", line.text)
    }
    return sorted(
        word for word in words if word.casefold() in tokens and word.casefold() not in _no_names()
    )


def known_names(sections: Mapping[str, object]) -> list[str]:
    """Give the name that the parsed sections hold, if any."""
    basics = sections.get("basics")
    name = basics.get("name") if isinstance(basics, Mapping) else None
    return [name] if isinstance(name, str) and name.strip() else []
