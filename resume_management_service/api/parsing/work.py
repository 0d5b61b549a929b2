"""Jobs: who employed the person, as what, where, when, and what was done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from api.parsing.entries.bodies import describe
from api.parsing.entries.headers import Time, dates_of, find_time, header_pieces
from api.parsing.entries.segment import Entry, segment
from api.parsing.entries.slots import OTHER, Labelled, Labels, label_entries
from api.parsing.found import Found, Tree
from api.parsing.layout.pieces import Piece
from api.parsing.layout.rows import Row
from api.parsing.lexical.folding import words
from api.parsing.lexical.organisations import company_score, is_legal_form
from api.parsing.lexical.places import place_score
from api.parsing.lexical.titles import is_field_word, title_score, without_gender

TITLE, COMPANY, LOCATION = "position", "name", "location"
_DASHES = frozenset("–—-")
_LONGEST_UNIT = 4


def _title(text: str) -> float:
    score = title_score(text)
    return score - (1.5 if place_score(text) > 2.5 else 0.0)


def _company(text: str) -> float:
    score = company_score(text)
    if is_legal_form(text):
        return score
    score -= 1.2 if title_score(text) > 1.9 else 0.0
    score -= 2.0 if place_score(text) > 2.5 else 0.0
    return score - (1.0 if all(is_field_word(word) for word in words(text)) else 0.0)


def place(text: str) -> float:
    """Rate a piece of a header as a place; lines of work and parts of firms are none."""
    score = place_score(text)
    if score < 0 and (title_score(text) > -1 or company_score(text) < -0.5 or text.isupper()):
        return score - 1.0
    return score


LABELS = Labels(
    scorers={TITLE: _title, COMPANY: _company, LOCATION: place},
    missing={TITLE: 2.0, COMPANY: 2.0},
)


@dataclass(slots=True)
class _Job:
    """A job as its header and body tell it."""

    fields: dict[str, Labelled]
    time: Time | None
    entry: Entry


def read_work(rows: Sequence[Row]) -> list[Tree]:
    """Read the jobs of a section."""
    entries = segment(rows)
    headers = label_entries([header_pieces(entry.header) for entry in entries], LABELS)
    jobs = [
        _Job(_fields(labelled), find_time(entry.header), entry)
        for entry, labelled in zip(entries, headers, strict=True)
    ]
    return [_tree(job) for job in _grouped(jobs) if _is_job(job)]


def _fields(chosen: Sequence[Labelled]) -> dict[str, Labelled]:
    """Return the pieces by label; a unit behind a dash, `Nurse – ICU`, belongs to the title."""
    fields = {labelled.label: labelled for labelled in chosen}
    for title, unit in pairwise(chosen):
        if title.label == TITLE and unit.label == OTHER and COMPANY in fields and _is_unit(unit):
            text = f"{title.piece.text} {unit.piece.mark} {unit.piece.text}"
            whole = Piece(text, title.piece.start, unit.piece.end, title.piece.mark)
            fields[TITLE] = replace(title, piece=whole)
    return fields


def _is_unit(labelled: Labelled) -> bool:
    text = labelled.piece.text
    brief = len(text.split()) <= _LONGEST_UNIT and not any(map(str.isdigit, text))
    return labelled.piece.mark in _DASHES and brief


def _is_job(job: _Job) -> bool:
    return bool({TITLE, COMPANY} & job.fields.keys())


def _grouped(jobs: Sequence[_Job]) -> list[_Job]:
    """Give several positions at one employer that employer, named only once above them."""
    result: list[_Job] = []
    employer: dict[str, Labelled] = {}
    for place, job in enumerate(jobs):
        following = jobs[place + 1] if place + 1 < len(jobs) else None
        if _is_employer_line(job, following):
            employer = _employer_of(job)
            continue
        if COMPANY in job.fields:
            employer = _employer_of(job)
        elif TITLE in job.fields and employer:
            job.fields = {**employer, **job.fields}
        result.append(job)
    return result


def _employer_of(job: _Job) -> dict[str, Labelled]:
    return {label: job.fields[label] for label in (COMPANY, LOCATION) if label in job.fields}


def _is_employer_line(job: _Job, following: _Job | None) -> bool:
    if following is None or TITLE in job.fields or COMPANY not in job.fields or job.entry.body:
        return False
    return TITLE in following.fields and COMPANY not in following.fields


def _tree(job: _Job) -> Tree:
    summary, highlights, _ = describe(job.entry.body)
    tree: dict[str, Tree] = {
        label: _found(job.fields[label])
        for label in (COMPANY, TITLE, LOCATION)
        if label in job.fields
    }
    tree |= dates_of(job.time, single_is_both=True)
    return tree | {"summary": summary, "highlights": highlights}


def _found(labelled: Labelled) -> Found:
    piece = labelled.piece
    value = " ".join(piece.text.split())
    if labelled.label == TITLE:
        value = without_gender(value)
    confidence = 0.95 if labelled.margin > 1.5 else 0.8 if labelled.margin > 0 else 0.6
    return Found(value, piece.start, piece.end, confidence)
