"""The person's name: where it is given, and everywhere that it or a part of it comes back."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
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
_POSSESSIVE = re.compile(r"['’]s?$", re.IGNORECASE)
_BETWEEN = re.compile(r"[ .'’-]{0,3}")
_TURNED = re.compile(r",\s{0,2}")
_CUT = re.compile(r"\s*[|•·–—\t]\s*|\s{3,}|\s+-\s+|\s*[(\[].*?[)\]]")
_SPACED = re.compile(r"^\s*(?:[^\W\d_]\s){2,}[^\W\d_](?:\s+(?:[^\W\d_]\s)+[^\W\d_])*\s*$")
_LOCAL = re.compile(r"^(?:mailto:)?([\w.+-]+)")
_SLUG = re.compile(r"(?:linkedin\.com/in|github\.com|xing\.com/profile)/([\w%.-]+)", re.IGNORECASE)
_NO_LETTERS = re.compile(r"[\d@:/&]")
_CASELESS = re.compile(
    r"[\u0590-\u06ff\u0900-\u0dff\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)
_PLAIN_WORD = re.compile(r"(?<![\w@./-])[^\W\d_]+(?![\w@/]|[.-]\w)")  # of no address or link
_NAME_LINES = 6
_LONGEST_CASELESS = 20
_MOST_WORDS = 5


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name by its folded words; `ordinary` are those that are common words here."""

    parts: frozenset[str]
    ordinary: frozenset[str]

    def occurrences(self, text: str, header: Sequence[Line]) -> Iterator[Found]:
        """Find the name: runs of its parts, and single parts that are no ordinary words here."""
        home = [(line.start, line.end) for line in header[:_NAME_LINES]]
        words = list(_WORD.finditer(text)) if self.parts else []
        hits = (place for place, match in enumerate(words) if self._may_be(match.group()))
        for place in hits:
            word = _Token(words[place])
            if not self._is_part(word):
                continue
            at_home = any(start <= word.start < end for start, end in home)
            first = self._begin(words, place, text)
            joined = first < place or self._goes_on(words, place, text, turned=at_home)
            if joined or at_home or self._is_telling(word):
                yield Found(words[first].start(), word.end, Detail.NAME)
        yield from self._caseless(text)

    def _may_be(self, written: str) -> bool:
        folded = written.casefold()
        if folded in self.parts:
            return True
        return folded[-1] in ".'’s" and _POSSESSIVE.sub("", folded.rstrip(".")) in self.parts

    def _is_part(self, word: "_Token") -> bool:
        return word.folded in self.parts

    def _is_telling(self, word: "_Token") -> bool:
        return word.text[0].isupper() and word.folded not in self.ordinary

    def _begin(self, words: Sequence[re.Match[str]], place: int, text: str) -> int:
        """Go back over what belongs to the name: its other parts, particles, initials, a title."""
        first = place
        while first:
            before = _Token(words[first - 1])
            if not _BETWEEN.fullmatch(text, before.end, words[first].start()):
                break
            if before.folded in titles() or before.is_initial or self._is_part(before):
                first -= 1
            elif self._is_particle(words, first - 1):
                first -= 2
            else:
                break
        return first

    def _is_particle(self, words: Sequence[re.Match[str]], place: int) -> bool:
        """Tell whether a word joins two parts of the name, as in "van der"."""
        joins = words[place].group().casefold() in _PARTICLES
        return joins and place > 0 and self._is_part(_Token(words[place - 1]))

    def _goes_on(
        self, words: Sequence[re.Match[str]], place: int, text: str, *, turned: bool
    ) -> bool:
        if place + 1 == len(words) or not self._is_part(_Token(words[place + 1])):
            return False
        gap = text[_Token(words[place]).end : words[place + 1].start()]
        return bool(_BETWEEN.fullmatch(gap)) or (turned and bool(_TURNED.fullmatch(gap)))

    def _caseless(self, text: str) -> Iterator[Found]:
        """Find names in scripts that part no words by spaces."""
        for part in self.parts:
            if _CASELESS.search(part):
                for match in re.finditer(re.escape(part), text):
                    yield Found(match.start(), match.end(), Detail.NAME)


class _Token:
    """A word of a text without a possessive ending."""

    __slots__ = ("end", "folded", "start", "text")

    def __init__(self, match: re.Match[str]) -> None:
        self.text = _POSSESSIVE.sub("", match.group().rstrip(".")) or match.group()
        self.folded = self.text.casefold()
        self.start = match.start()
        self.end = match.start() + len(self.text)

    @property
    def is_initial(self) -> bool:
        return len(self.text.replace(".", "")) == 1 and self.text[0].isupper() and self.text != "I"


def name_in(text: str, header: Sequence[Line], known: Iterable[str]) -> Name:
    """Read the person's name from what is known, else from the text."""
    given = [part for name in known for part in _parts(name)]
    if not given:
        given = [part for name in _candidates(text, header) for part in _parts(name)]
    parts = frozenset(part.casefold() for part in given if len(part) > 1)
    body = text[header[-1].end :] if header else text
    return Name(parts, _ordinary(body, parts))


def known_names(sections: Mapping[str, object]) -> list[str]:
    """Give the name that the parsed sections hold, if any."""
    basics = sections.get("basics")
    name = basics.get("name") if isinstance(basics, Mapping) else None
    return [name] if isinstance(name, str) and name.strip() else []


@cache
def _no_names() -> frozenset[str]:
    return frozenset(groups("personal")["no_name"])


@cache
def _skipped() -> frozenset[str]:
    suffixes = frozenset(entry.rstrip(".") for entry in groups("personal")["suffix"])
    return suffixes | titles() | _PARTICLES


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
    if _NO_LETTERS.search(segment):
        return False
    if _CASELESS.search(segment):
        return len(segment) <= _LONGEST_CASELESS
    words = _parts(segment)
    if not 2 <= len(words) <= _MOST_WORDS:
        return False
    return all(word.casefold() not in _no_names() for word in words)


def _looks_like_name(segment: str) -> bool:
    if not _could_be_name(segment):
        return False
    if _CASELESS.search(segment):
        return True
    capital = all(word[0].isupper() for word in _parts(segment))
    return capital and default_vocabulary().lookup(segment) is None


def _parts(name: str) -> list[str]:
    """Cut a name into its words, without titles, particles, degrees and initials."""
    if _CASELESS.search(name):
        return [name.strip(), *name.split()]
    found = [match.group().rstrip(".") for match in _WORD.finditer(name)]
    kept = [word for word in found if len(word) > 1 and word.casefold() not in _skipped()]
    return [*kept, *(half for word in kept if "-" in word for half in word.split("-") if half)]


def _stacked(header: Sequence[Line]) -> list[str]:
    """Read a name whose words stand on lines of their own."""
    first = [line.text.strip() for line in header[:2]]
    alone = len(first) == 2 and all(
        re.fullmatch(r"[^\W\d_]+(?:-[^\W\d_]+)*", line) for line in first
    )
    return [" ".join(first)] if alone and _looks_like_name(" ".join(first)) else []


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
