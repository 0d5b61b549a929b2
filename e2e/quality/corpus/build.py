"""Writes the corpus: every design with several persons, each document beside its truth."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from zlib import crc32

from e2e.quality.corpus.content import make_person, people
from e2e.quality.corpus.designs import DESIGNS, Design
from e2e.quality.corpus.lives import lives, unusual_headings
from e2e.quality.corpus.wording import Wording, draw

_UNUSUAL = 0.5


@dataclass(frozen=True)
class Sample:
    """A document and what a reader should find in it."""

    name: str
    design: Design
    data: bytes
    truth: dict[str, Any]


def samples(*, each: int, seed: int, designs: Iterable[Design] = DESIGNS) -> Iterator[Sample]:
    """Make `each` documents of every design; the same seed makes the same documents."""
    known = people()
    for design in designs:
        number = crc32(design.name.encode())
        for turn in range(each):
            rng = random.Random(f"{seed} {design.name} {turn}")
            place = number + turn * 7 + seed * 13
            if design.fresh:
                yield _sample(design, turn, lives()[place % len(lives())], rng)
                continue
            language, name = known[place % len(known)]
            yield _sample(design, turn, make_person(language, name, rng), rng)


def _sample(design: Design, turn: int, person: Any, rng: random.Random) -> Sample:
    choices = draw(rng)
    if not design.hyperlinks:
        choices = replace(choices, link_as="text")
    wording = Wording(person, choices, rng)
    view, truth = wording.view(), wording.truth()
    if design.fresh:
        view["headings"] |= unusual_headings(person.language, _UNUSUAL, rng)
    if "fluency" in design.leaves_out:
        truth["languages"] = [one | {"fluency": ""} for one in truth["languages"]]
    if "projects" in design.leaves_out:
        truth["projects"] = []
    return Sample(f"{design.name}-{turn}", design, design.render(view), truth)


def write(folder: Path, made: Iterable[Sample]) -> int:
    """Write documents and truths into a folder; returns how many there are."""
    folder.mkdir(parents=True, exist_ok=True)
    count = 0
    for sample in made:
        (folder / f"{sample.name}.{sample.design.kind}").write_bytes(sample.data)
        truth = json.dumps(sample.truth, ensure_ascii=False, indent=1)
        (folder / f"{sample.name}.json").write_text(truth, encoding="utf-8")
        count += 1
    return count
