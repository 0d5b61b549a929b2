"""Whether an everyday word names a skill where it stands: "Go, Rust" but not "go to market".

Words that stand in one enumeration vouch for each other. Alone, such a word needs a word
before or behind it that shows what is meant: "in Go", "Go developer", "Languages: Go".
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from lexicon.skill_types import Skill
from lexicon.strictness import Strictness, in_own_case


class Candidate(NamedTuple):
    """What may be a skill at `text[start:end]`, in its own case as `written`.

    Without a skill it is a phrase that only holds a skill's word.
    """

    start: int
    end: int
    written: str
    skill: Skill | None


class Meant(NamedTuple):
    """A skill that is meant at `text[start:end]`."""

    start: int
    end: int
    skill: Skill


_REACH = 60
_BULLET = "•·▪●◦‣∙■□◆➢➤✓✔*"
_AND = r"and|or|und|oder|et|ou|y|o|e|ed|en|of|sowie|resp\.?|bzw\.?|plus|as\s+well\s+as"
_VERSION = r"[ ]?v?\d{1,4}(?:\.[\dx]+)*\+?"
_ASIDE = r"[ ]?[(\[][^()\[\]\n]{0,40}[)\]]"
_SAME_LINE = re.compile(
    rf"(?:{_ASIDE}|{_VERSION})?"
    rf"(?:[ ]*[,;|/&+{_BULLET}][ \n]*(?:(?:{_AND})\s+)?|\s+(?:{_AND})\s+|[ ]*\t[ \t]*|[ ]{{2,}}"
    r"|[ ]+[-–—][ ]+|[ ]?\([ ]?|[ ])",
    re.IGNORECASE,
)
_NEXT_LINE = re.compile(
    rf"(?:{_ASIDE}|{_VERSION}|[ ]*[-–—:][^\n]{{0,24}})?[ \t]*[,;.]?[ \t]*\n"
    rf"\s{{0,4}}(?:[-–—+{_BULLET}][ \t]*)?",
)
_LEFT_EDGE = re.compile(rf"(?:^|[\n,;|/(\[:\t{_BULLET}]|(?:^|\s)[-–—&+]|\s\s)[ ]*\Z")
_RIGHT_EDGE = re.compile(
    rf"(?:[ ]?v?\d{{1,2}}(?:\.[\dx]+)*\+?(?![\d\w]))?[ ]*"
    rf"(?:$|[\n,;|/)\]:(\t{_BULLET}]|\.(?:\s|$)|[-–—&+][ ]|[ ]{{2,}})"
)
_LABEL = re.compile(
    r"\b(?:skills?|languages?|tools?|tooling|technolog\w+|technical|software|stack|programming"
    r"|frameworks?|applications?|systems?|platforms?|databases?|packages?|environments?|it|edv"
    r"|kenntnisse|f\w+higkeiten|programmier\w+|werkzeuge|sprachen|comp\w+tences?|langages?|outils"
    r"|logiciels?|informatique|competenc?ias?|herramientas|lenguajes|conocimientos|programas"
    r"|competenze|strumenti|linguaggi|conoscenze|ferramentas|linguagens|conhecimentos"
    r"|vaardigheden|programma'?s|programmeertalen|kennis|proficienc\w+|proficient|expertise"
    r"|office|suite|microsoft|used|using|includ\w+|engineers?|developers?|programmers?|architects?"
    r"|entwickler\w*|d[ée]veloppeu\w+|desarrollador\w*|sviluppator\w+|ontwikkelaars?)"
    r"\b[^\n:(.]{0,24}[:(]\s*(?:[-–—]\s*)?\Z",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?:\b(?:in|using|used?|with|via|mit|avec|con|com|met|usando|utilizando|mittels|through|on|en|sous|sur)"
    r"|\b(?:knowledge|proficien\w+|skills?|skilled|expertise|experienced?|expert|command|kenntnisse"
    r"|erfahrung|connaissances?|ma[iî]trise|conocimientos?|dominio|conoscenza|padronanza|learn\w*"
    r"|conhecimentos?|dom[ií]nio|kennis|ervaring|fluent|versed|advanced|basic|intermediate|love)"
    r"(?:\s+(?:of|in|with|de|di|du|en|do|em|van|von|met|mit|del))?)\s+(?:ms\s+|the\s+)?\Z",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"[ -](?:\d+(?:\.\d+)*\s+)?(?:develop\w*|engineer\w*|programm\w*|cod(?:e|ing|ebase|er|ers)"
    r"|script(?:s|ing)?|applications?|apps?|frameworks?|librar\w+|packages?|modules?|sdks?|apis?"
    r"|micro-?services?|services?|back-?ends?|clusters?|jobs?|pipelines?|streaming|sql|vba|files?"
    r"|spreadsheets?|macros?|pivots?|formulas?|documents?|templates?|databases?|cookbooks?|recipes"
    r"|manifests?|charts?|tables?|queries|workspaces?|channels?|workflows?|dashboards?|playbooks?"
    r"|servers?|middleware|languages?|compilers?|runtime|routines?|binaries|concurrency|kenntnisse"
    r"|entwickl\w+|makros?|anwendung\w*|skripte?|tabellen|d[ée]velopp\w+|ontwikkel\w+|desarroll\w+"
    r"|sviluppat\w+|desenvolv\w+)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(
    r"[ ](?:and|or|for|to|on|in|with|as|by|und|oder|für|mit|et|pour|avec|y|o|para|con|e|per|en"
    r"|voor)\b"
)
_NAME_BEFORE = re.compile(
    r"(?:^|[^\w])(?!(?:[A-Z]\w+(?:ed|ing|t)|Strong|Good|Expert|Some|With|In|Use|Wrote|Know|Mostly|Mainly"
    r"|Both)[ ]\Z)[A-ZÀ-Þ][^\W\d_]+[ ]\Z|\b[A-Z]\.[ ]\Z"
)
_LEVEL = re.compile(
    r"[ ]?(?:[(–—:-]|[ ]-)[ ]?(?:(?:very|sehr|muy|molto|muito|très|zeer)[ ])?"
    r"(?:advanced|intermediate|basics?|expert|proficient|beginner|fluent|good|excellent|strong|gute?|grund"
    r"|fortgeschritten|avanc|avanz|confirm|interm|débutant|básic|base|bueno?|buono|bom|experte?|goed|gevorderd"
    r"|\d+\+?[ ]?(?:years?|yrs?|jahre?|ans?|años?|anni|anos?|jaar|%|/)|[★●■⬤○☆▪]{2})",
    re.IGNORECASE,
)
_INITIAL = re.compile(r"\.[ ]?[A-Z]")
_NUMBERED = re.compile(
    r"\b(?:grade|class|klasse|series|type|typ|plan|exhibit|section|appendix|level|group|gruppe"
    r"|hepatitis|vitamin|category|categor\w+|licen[cs]e|f\w+hrerschein|permis|carnet|patente|rijbewijs"
    r"|point|figure|table|option|part|phase|tier|block|stage|building|room|suite|score|rating|kl\.)s?"
    r"\s+(?:[A-Z]\d?\s*[,/+&-]?\s*(?:(?:and|und|et|y|e|en)\s+)?)*\Z",
    re.IGNORECASE,
)


def credible(text: str, candidates: Sequence[Candidate]) -> Iterator[Meant]:
    """Yield the skills that are meant; the candidates come in order, none overlap."""
    for run in _runs(text, candidates):
        certain = [_stands_alone(text, one) for one in run]
        enumerates = all(certain) or _enumerates_skills(text, run, certain)
        for place, one in enumerate(run):
            if one.skill and (certain[place] or (enumerates and _fits(text, run, place))):
                yield Meant(one.start, one.end, one.skill)


def _runs(text: str, candidates: Sequence[Candidate]) -> Iterator[list[Candidate]]:
    """Group candidates that follow each other as items of one enumeration."""
    run: list[Candidate] = []
    for candidate in candidates:
        if run and not (candidate.skill and run[-1].skill and _linked(text, run[-1], candidate)):
            yield run
            run = []
        run.append(candidate)
    if run:
        yield run


def _linked(text: str, left: Candidate, right: Candidate) -> bool:
    return right.start - left.end <= _REACH and bool(
        _SAME_LINE.fullmatch(text, left.end, right.start)
        or _NEXT_LINE.fullmatch(text, left.end, right.start)
    )


def _stands_alone(text: str, candidate: Candidate) -> bool:
    """Tell whether a candidate is certain without its neighbours."""
    if candidate.skill is None:
        return False
    strictness = candidate.skill.strictness(candidate.written)
    if strictness is Strictness.FREE:
        return True
    if not _in_own_case(text, candidate):
        return False
    return strictness is Strictness.CASE or _has_evidence(text, candidate)


def _has_evidence(text: str, candidate: Candidate) -> bool:
    before, behind = _before(text, candidate), _behind(text, candidate)
    if _is_letter(candidate) and _is_mark(before, behind):
        return False
    if before.rstrip(" -–—").endswith((":", "(")) and _LABEL.search(before):
        return bool(_RIGHT_EDGE.match(behind) or _GOES_ON.match(behind))
    if _BEHIND.match(behind) and not candidate.written.islower():
        return True
    if _LEVEL.match(behind) and _LEFT_EDGE.search(before):
        return True
    if not (_RIGHT_EDGE.match(behind) or _GOES_ON.match(behind)):
        return False
    return bool(_BEFORE.search(before)) and not _INITIAL.match(behind)


def _enumerates_skills(text: str, run: Sequence[Candidate], certain: Sequence[bool]) -> bool:
    """Tell whether a certain skill or two that look like skills make an enumeration theirs."""
    if any(certain):
        return True
    items = (place for place in range(len(run)) if _looks_like_item(text, run, place))
    return len(list(islice(items, 2))) > 1


def _fits(text: str, run: Sequence[Candidate], place: int) -> bool:
    """Tell whether an everyday word is an item of the enumeration it stands in."""
    one = run[place]
    before, behind = _before(text, one), _behind(text, one)
    if _is_letter(one) and _is_mark(before, behind):
        return False
    edges = _left_edge(text, run, place, before), _right_edge(text, run, place, behind)
    if all(edges):
        return True
    return _in_own_case(text, one) and any(edges) and _reads_on(run, place, before, behind, text)


def _left_edge(text: str, run: Sequence[Candidate], place: int, before: str) -> bool:
    linked = place > 0 and _same_line(text, run[place - 1], run[place])
    return linked or bool(_LEFT_EDGE.search(before) or _BEFORE.search(before))


def _right_edge(text: str, run: Sequence[Candidate], place: int, behind: str) -> bool:
    linked = place + 1 < len(run) and _same_line(text, run[place], run[place + 1])
    return linked or bool(_RIGHT_EDGE.match(behind))


def _reads_on(run: Sequence[Candidate], place: int, before: str, behind: str, text: str) -> bool:
    """Tell whether an enumeration stands within a sentence: "used Go, Rust and C to build"."""
    if place > 0 and _same_line(text, run[place - 1], run[place]):
        return bool(_GOES_ON.match(behind) or _BEHIND.match(behind))
    if place + 1 < len(run) and _same_line(text, run[place], run[place + 1]):
        return not _NAME_BEFORE.search(before)
    return False


def _same_line(text: str, left: Candidate, right: Candidate) -> bool:
    return bool(_SAME_LINE.fullmatch(text, left.end, right.start))


def _looks_like_item(text: str, run: Sequence[Candidate], place: int) -> bool:
    """Tell whether an everyday word has its own case and stands apart."""
    one = run[place]
    return (
        not _is_letter(one)
        and not one.written.islower()
        and _in_own_case(text, one)
        and _left_edge(text, run, place, _before(text, one))
        and _right_edge(text, run, place, _behind(text, one))
    )


def _is_mark(before: str, behind: str) -> bool:
    """Tell the letter of "Grade C" and "R. Roe" from a language."""
    return bool(_INITIAL.match(behind) or _NUMBERED.search(before))


def _is_letter(candidate: Candidate) -> bool:
    return len(candidate.written) == 1


def _in_own_case(text: str, candidate: Candidate) -> bool:
    return in_own_case(text[candidate.start : candidate.end], candidate.written)


def _before(text: str, candidate: Candidate) -> str:
    return text[max(0, candidate.start - _REACH) : candidate.start]


def _behind(text: str, candidate: Candidate) -> str:
    return text[candidate.end : candidate.end + _REACH]
