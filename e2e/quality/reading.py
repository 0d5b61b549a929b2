"""How much of a document's text was read, and whether sentences stayed in one piece."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any


def word_recall(truth: dict[str, Any], text: str) -> float:
    """Return the share of the truth's words that the text has, each as often as it should."""
    there = Counter(word for value in _strings(truth) for word in _words(value))
    read = Counter(_words(text))
    total = sum(there.values())
    return sum(min(count, read[word]) for word, count in there.items()) / total if total else 1.0


def bullet_contiguity(truth: dict[str, Any], text: str) -> list[float]:
    """Tell of each bullet whether its words follow each other in the text."""
    read = " ".join(_words(text))
    bullets = [bullet for job in truth.get("work", []) for bullet in job.get("highlights", [])]
    return [float(" ".join(_words(bullet)) in read) for bullet in bullets]


def _strings(truth: dict[str, Any]) -> Iterator[str]:
    """Yield the texts that every design prints as they are."""
    basics = truth["basics"]
    yield from (basics["name"], basics["email"], basics["summary"])
    for job in truth["work"]:
        yield from (job["name"], job["position"], *job["highlights"])
    for study in truth["education"]:
        yield study["institution"]


def _words(text: str) -> list[str]:
    """Return the words of a text, hyphenated ones mended."""
    return re.findall(r"\w+", re.sub(r"(?<=\w)-\n(?=[a-zß-ÿ])", "", text).casefold())
