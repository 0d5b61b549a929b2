"""A plain letter made of the résumé's own statements."""

from collections.abc import Mapping, Sequence
from functools import cache
from string import Template
from typing import Any

from api.llm.letters import LetterRequest
from api.llm.offline.rewriting import reworded
from api.matching.analysis import analyse
from api.matching.judgement import Judgement
from api.matching.kinds import Kind
from api.matching.ledger import Verdict
from api.matching.resume_facts import ResumeFacts, facts_of
from api.matching.tongues import written_in
from api.matching.words import groups

_MOST_ITEMS = 3
_MOST_SKILLS = 6
_DEFAULT = "English"


def write_offline(task: LetterRequest) -> dict[str, Any]:
    """Answer the job's requirements with what the résumé says, in the job's language."""
    resume = facts_of(task.resume_text, task.sections)
    say = _sentences(written_in(task.job_text) or _DEFAULT)
    judged = analyse(task.requirements, resume, title=task.job_title)
    paragraphs = [
        _opening(say, task),
        _work(say, task, judged, resume),
        _rest(say, task, judged, resume),
        say["end"].substitute(),
    ]
    return {
        "greeting": say["greeting"].substitute(),
        "paragraphs": [paragraph for paragraph in paragraphs if paragraph],
        "closing": say["closing"].substitute(),
    }


def _opening(say: Mapping[str, Template], task: LetterRequest) -> str:
    if not task.job_title:
        return say["opening_plain"].substitute()
    company = say["at"].substitute(space=" ", company=task.company) if task.company else ""
    return say["opening"].substitute(title=task.job_title, company=company)


def _work(
    say: Mapping[str, Template],
    task: LetterRequest,
    judged: Sequence[Judgement],
    resume: ResumeFacts,
) -> str:
    """Name the last job, and the lines of work that answer most of what is asked."""
    told = [_position(say, task.sections)]
    done = [unit.text for unit in resume.units if unit.section == "work" and unit.bullet]
    quoted = [quote for row in judged for quote in row.quotes if quote in done]
    items = sorted(dict.fromkeys(quoted), key=lambda quote: (-quoted.count(quote), quote))
    if items:
        told.append(say["work"].substitute(items=_listed(items[:_MOST_ITEMS])))
    return " ".join(part for part in told if part)


def _position(say: Mapping[str, Template], sections: Mapping[str, Any]) -> str:
    jobs = [job for job in sections.get("work") or [] if isinstance(job, Mapping)]
    last = max(jobs, key=lambda job: (not job.get("endDate"), job.get("endDate") or ""), default={})
    if not last.get("position") or not last.get("name"):
        return ""
    when = "before" if last.get("endDate") else "now"
    return say[when].substitute(position=last["position"], employer=last["name"])


def _rest(
    say: Mapping[str, Template],
    task: LetterRequest,
    judged: Sequence[Judgement],
    resume: ResumeFacts,
) -> str:
    asked = [name for row in task.requirements for name in row.skills]
    used = [
        mention.hit.raw
        for name in dict.fromkeys(asked)
        for mention in resume.skills.get(name, ())[:1]
        if any(one.used for one in resume.skills[name])
    ]
    kinds = {row.id: row.kind for row in task.requirements}
    told = []
    if used:
        told.append(say["skills"].substitute(items=", ".join(used[:_MOST_SKILLS])))
    for kind, sentence in ((Kind.DEGREE, "degree"), (Kind.LANGUAGE, "languages")):
        shown = [
            quote
            for row in judged
            if kinds[row.requirement_id] is kind and row.verdict is Verdict.MET
            for quote in row.quotes
            if _is_statement(quote, kind, resume)
        ]
        if shown:
            told.append(say[sentence].substitute(items=_listed(shown[:_MOST_ITEMS])))
    return " ".join(told)


def _is_statement(quote: str, kind: Kind, resume: ResumeFacts) -> bool:
    """A line of work that shows a language by being written in it does not state it."""
    if kind is not Kind.LANGUAGE:
        return True
    return any(hit.raw in quote for hit in resume.languages)


def _listed(items: Sequence[str]) -> str:
    lines = (" ".join(reworded(item, current=False)[0].split()).rstrip(".;,") for item in items)
    return "; ".join(dict.fromkeys(lines))


@cache
def _sentences(language: str) -> Mapping[str, Template]:
    known = groups("letters")
    lines = known[language if language in known else _DEFAULT]
    pairs = (line.partition(" = ") for line in lines)
    return {name: Template(text) for name, _, text in pairs}
