"""Synthetic résumés for searches: rows made here and loaded in bulk."""

from __future__ import annotations

import random
import time
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from itertools import accumulate
from pathlib import Path
from typing import Any
from uuid import UUID

from lexicon.skills import default_vocabulary

OWNER = "00000000-0000-4000-8000-000000000001"
FIRST = datetime(2020, 1, 1, tzinfo=UTC)
SKILLS_EACH = 14
SKILL = "id,owner_id,name,`group`,aliases,is_curated,created_at,updated_at"
CANDIDATE = "id,user_id,full_name,email,name_key,phone_number,phone_key,headline,linkedin_url,"
CANDIDATE += "linkedin_key,website_url,city,region,country_code,location_words,degree_level,"
CANDIDATE += "months_before,resume_count,created_at,updated_at"
RESUME = "id,user_id,name,labels,last_number,latest_version_id,candidate_id,created_at,updated_at"
VERSION = "id,resume_id,user_id,number,storage_key,file_name,file_size,file_type,sha256,comment,"
VERSION += "source,parse_status,created_at"
POSTING = "skill_id,user_id,resume_created_at,resume_id,places"


@dataclass(frozen=True)
class Corpus:
    """Which résumé names which skill; the first skills are the commonest."""

    size: int
    skills: list[str]
    resumes_of: list[array[int]]


def made(size: int, seed: int = 1) -> Corpus:
    """Draw skills for each résumé: few are common, most are rare, as in real life."""
    chance = random.Random(seed)
    names = [term.name for term in default_vocabulary().skills]
    chance.shuffle(names)
    weights = list(accumulate(1 / (rank + 3) for rank in range(len(names))))
    ranks = range(len(names))
    resumes_of = [array("I") for _ in names]
    for number in range(size):
        for rank in set(chance.choices(ranks, cum_weights=weights, k=SKILLS_EACH)):
            resumes_of[rank].append(number)
    return Corpus(size, names, resumes_of)


def identity(kind: str, number: int) -> UUID:
    """Return the id of a row, the same in every run."""
    return UUID(bytes=blake2b(f"{kind}{number}".encode(), digest_size=16).digest(), version=4)


def moment(number: int) -> datetime:
    """Return when a résumé came: one every ten seconds."""
    return FIRST + timedelta(seconds=10 * number)


def load(connection: Any, corpus: Corpus, folder: Path, skill_ids: dict[str, int]) -> float:
    """Fill the empty tables of a database; return how many seconds it took."""
    started = time.perf_counter()
    tables: list[tuple[str, str, Iterable[str]]] = [
        ("api_skill", SKILL, _skills(skill_ids)),
        ("api_candidate", CANDIDATE, _candidates(corpus.size)),
        ("api_resume", RESUME, _resumes(corpus.size)),
        ("api_resumeversion", VERSION, _versions(corpus.size)),
        ("api_resumeskill", POSTING, _postings(corpus, skill_ids)),
    ]
    with connection.cursor() as cursor:
        cursor.execute("SET foreign_key_checks = 0, unique_checks = 0")
        for table, columns, lines in tables:
            path = folder / f"{table}.tsv"
            with path.open("w") as file:
                file.writelines(lines)
            cursor.execute(f"LOAD DATA LOCAL INFILE '{path}' INTO TABLE {table} ({columns})")
            cursor.execute(f"ANALYZE TABLE {table}")
            cursor.fetchall()
            path.unlink()
    return time.perf_counter() - started


def _id(kind: str, number: int) -> str:
    """Return an id as both MySQL, which has no type for it, and MariaDB take it."""
    return identity(kind, number).hex


def _line(values: Sequence[object]) -> str:
    return "\t".join(map(str, values)) + "\n"


def _time(number: int) -> str:
    return moment(number).strftime("%Y-%m-%d %H:%M:%S.%f")


def _skills(skill_ids: dict[str, int]) -> Iterator[str]:
    for name, skill_id in skill_ids.items():
        yield _line([skill_id, "", name, "", "[]", 0, _time(0), _time(0)])


def _candidates(size: int) -> Iterator[str]:
    for number in range(size):
        at, city = _time(number), f"City {number % 50}"
        person = [_id("candidate", number), OWNER, f"Person {number}"]
        blank = [""] * 8
        place = [city, "", "DE", f" city {number % 50} "]
        yield _line([*person, *blank, *place, number % 7, number % 300, 1, at, at])


def _resumes(size: int) -> Iterator[str]:
    for number in range(size):
        at, name = _time(number), f"Resume {number}"
        own = [_id("resume", number), OWNER, name, "[]", 1]
        yield _line([*own, _id("version", number), _id("candidate", number), at, at])


def _versions(size: int) -> Iterator[str]:
    for number in range(size):
        resume, version = _id("resume", number), _id("version", number)
        key = f"resumes/{OWNER}/{resume}/{version}/cv.pdf"
        file = [key, "cv.pdf", 81234, "application/pdf", f"{number:064x}", "", "upload"]
        yield _line([version, resume, OWNER, 1, *file, "completed", _time(number)])


def _postings(corpus: Corpus, skill_ids: dict[str, int]) -> Iterator[str]:
    """Yield postings in the order of their key, which is the quickest to load."""
    resumes = [_id("resume", number) for number in range(corpus.size)]
    times = [_time(number) for number in range(corpus.size)]
    by_id = sorted((skill_ids[name], rank) for rank, name in enumerate(corpus.skills))
    for skill_id, rank in by_id:
        for number in corpus.resumes_of[rank]:
            yield f"{skill_id}\t{OWNER}\t{times[number]}\t{resumes[number]}\t1\n"
