"""Whether an everyday word names a skill where it stands: "Go, Rust" but not "go to market"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lexicon.skill_types import Skill
from lexicon.strictness import Strictness, in_own_case


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be a skill at `text[start:end]`, in its own case as `written`."""

    start: int
    end: int
    written: str
    skill: Skill

    @property
    def strictness(self) -> Strictness:
        """What it takes to believe the spelling."""
        return self.skill.strictness(self.written)


_AND = r"and|or|und|oder|et|ou|y|o|e|ed|en|of|with|sowie"
_GAP = re.compile(
    rf"""(?:\s*\([^()\n]{{0,40}}\)|[ ]?[0-9]+(?:\.[0-9x]+)*\+?)?      # (advanced), a version
    (?:\s*[,;|/•·▪●◦‣∙&+\t]\s*(?:(?:{_AND})\s+)?                      # a separator
    |\s+(?:{_AND})\s+|[ ]{{2,}}|\s+[-–—*]\s+
    |[ ]*\n\s*(?:[-–—*•·▪●◦‣∙+]\s*)?)""",
    re.VERBOSE | re.IGNORECASE,
)
_LEFT_EDGE = re.compile(r"(?:^|[\n,;|/•·▪●◦‣∙(\[:\t]|\s[-–—*&+]|\s{2,})[ ]*$")
_RIGHT_EDGE = re.compile(
    r"[ ]*(?:$|[\n,;|/•·▪●◦‣∙)\]\t]|\.(?:\s|$)|[-–—*&+]\s|\s{2,}|\([^()\n]{0,40}\)|\d+(?:\.\d+)*\b)"
)
_LABEL = re.compile(
    r"(?:skills?|languages?|tools?|tooling|technolog\w+|technical|software|stack|programming"
    r"|frameworks?|applications?|systems?|platforms?|databases?|packages?|environments?|it|edv"
    r"|kenntnisse|f\w+higkeiten|programmier\w+|werkzeuge|sprachen|comp\w+tences?|langages?|outils"
    r"|logiciels?|informatique|competenc?ias?|herramientas|lenguajes|conocimientos|programas"
    r"|competenze|strumenti|linguaggi|conoscenze|ferramentas|linguagens|conhecimentos"
    r"|vaardigheden|programma'?s|programmeertalen|kennis|proficienc\w+|proficient|expertise"
    r"|office|suite|microsoft|used|using|includ\w+)\b[^\n:(]{0,20}[:(]\s*(?:[-–—]\s*)?$",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?:\b(?:in|using|with|via|mit|avec|con|com|met|usando|mittels|through|on|en)\s+(?:MS\s+)?"
    r"|\b(?:knowledge|proficiency|proficient|skills?|skilled|expertise|experience|experienced"
    r"|command|kenntnisse|erfahrung|connaissances?|ma[iî]trise|conocimientos?|dominio|conoscenza"
    r"|padronanza|conhecimentos?|dom[ií]nio|kennis|ervaring|fluent|versed|advanced|basic|intermediate"
    r"|learn|learned|learning|love)"
    r"\s+(?:of|in|with|de|di|du|en|do|em|van|von|met|mit|del)?\s*(?:MS\s+)?)$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"[ -](?:\d+(?:\.\d+)*\s+)?(?:develop\w*|engineer\w*|program\w*|cod(?:e|ing|ebase|er|ers)|scripts?|scripting"
    r"|applications?|apps?|frameworks?|librar\w+|packages?|modules?|micro-?services?|services?"
    r"|backends?|back-ends?|apis?|sdks?|clusters?|jobs?|pipelines?|streaming|sql|spreadsheets?"
    r"|macros?|pivots?|formulas?|vba|documents?|templates?|databases?|cookbooks?|recipes"
    r"|manifests?|charts?|tables?|queries|workspaces?|channels?|workflows?|dashboards?|playbooks?"
    r"|files?|servers?|middleware|language|compilers?|runtime|routines?|binaries|concurrency"
    r"|kenntnisse|entwickl\w+|programmier\w+|makros?|anwendung\w*|entwickler\w*|skripte?"
    r"|d[ée]velopp\w+|ontwikkel\w+|desarroll\w+|sviluppat\w+|desenvolv\w+)\b",
    re.IGNORECASE,
)
_PROPER = re.compile(r" [A-Z][a-z]")
_PROPER_BEFORE = re.compile(r"[A-Za-z)] [A-Z][a-z]+ $|\b(?:[A-Z][a-z]*\. )$")
_NUMBERED = re.compile(
    r"\b(?:grade|class|klasse|series|type|plan|exhibit|section|appendix|level|group|hepatitis"
    r"|vitamin|category|categor\w+|licen[cs]e|f\w+hrerschein|permis|carnet|patente|rijbewijs"
    r"|point|figure|table|option|part|phase|tier|block|stage|building|room|suite)s?"
    r"\s+(?:[A-Z]\d?\s*[,/+&]?\s*(?:and\s+)?)*$",
    re.IGNORECASE,
)


def credible(text: str, candidates: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield the candidates that are meant as skills; they come in order, none overlap."""
    for run in _runs(text, candidates):
        yield from _credible_in_run(text, run)


def _runs(text: str, candidates: Sequence[Candidate]) -> Iterator[list[Candidate]]:
    """Group candidates that follow each other as items of one enumeration."""
    run: list[Candidate] = []
    for candidate in candidates:
        if run and not _GAP.fullmatch(text, run[-1].end, candidate.start):
            yield run
            run = []
        run.append(candidate)
    if run:
        yield run


def _credible_in_run(text: str, run: list[Candidate]) -> Iterator[Candidate]:
    alone = [_stands_alone(text, candidate) for candidate in run]
    listed = any(alone) or sum(_speaks_up(text, candidate) for candidate in run) > 1
    for candidate, certain in zip(run, alone, strict=True):
        if certain or (listed and _fits_run(text, candidate, run)):
            yield candidate


def _stands_alone(text: str, candidate: Candidate) -> bool:
    """Tell whether a candidate is certain without its neighbours."""
    if candidate.strictness is Strictness.FREE:
        return True
    if not _in_own_case(text, candidate):
        return False
    return candidate.strictness is Strictness.CASE or _has_evidence(text, candidate)


def _has_evidence(text: str, candidate: Candidate) -> bool:
    before, after = _before(text, candidate), _after(text, candidate)
    if _NUMBERED.search(before):
        return False
    if _AFTER.match(after) or (_LABEL.search(before) and _RIGHT_EDGE.match(after)):
        return True
    return bool(_BEFORE.search(before)) and not _PROPER.match(after) and _ends_item(after)


def _ends_item(after: str) -> bool:
    return bool(_RIGHT_EDGE.match(after)) or bool(
        re.match(r" (?:and|or|for|to|on|und|oder|et|y|e|en|für|pour|para|per|voor|by|as)\b", after)
    )


def _speaks_up(text: str, candidate: Candidate) -> bool:
    """Tell whether an everyday word at least looks like an item: own case, delimited."""
    return (
        candidate.end - candidate.start > 1
        and _in_own_case(text, candidate)
        and bool(_LEFT_EDGE.search(_before(text, candidate)))
        and bool(_RIGHT_EDGE.match(_after(text, candidate)))
    )


def _fits_run(text: str, candidate: Candidate, run: list[Candidate]) -> bool:
    """Tell whether a word beside certain skills is an item of their enumeration."""
    before, after = _before(text, candidate), _after(text, candidate)
    if _NUMBERED.search(before):
        return False
    if len(run) == 1:
        return bool(_LEFT_EDGE.search(before) and _RIGHT_EDGE.match(after))
    first, last = candidate is run[0], candidate is run[-1]
    if _in_own_case(text, candidate):
        return not (first and _PROPER_BEFORE.search(before)) and not (last and _PROPER.match(after))
    return (not first or bool(_LEFT_EDGE.search(before) or _BEFORE.search(before))) and (
        not last or bool(_RIGHT_EDGE.match(after))
    )


def _in_own_case(text: str, candidate: Candidate) -> bool:
    return in_own_case(text[candidate.start : candidate.end], candidate.written)


def _before(text: str, candidate: Candidate) -> str:
    return text[max(0, candidate.start - 60) : candidate.start]


def _after(text: str, candidate: Candidate) -> str:
    return text[candidate.end : candidate.end + 60]
