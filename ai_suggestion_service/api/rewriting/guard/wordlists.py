"""The guard's word lists, read from the data files beside this module."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files


@cache
def sections(name: str) -> dict[str, tuple[str, ...]]:
    """Read a file of `[section]`s; each holds words, an underscore joining a phrase."""
    found: dict[str, list[str]] = {}
    current: list[str] = []
    for line in lines(name):
        if line.startswith("["):
            current = found.setdefault(line.strip("[]"), [])
        else:
            current.extend(line.split())
    return {section: tuple(words) for section, words in found.items()}


@cache
def groups(name: str) -> tuple[tuple[str, ...], ...]:
    """Read a file of one group of words a line."""
    return tuple(tuple(line.split()) for line in lines(name))


@cache
def equations(name: str) -> tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]:
    """Read a file of lines `word word = phrase, phrase`."""
    rows = []
    for line in lines(name):
        left, _, right = line.partition(" = ")
        rows.append((tuple(left.split()), tuple(part.strip() for part in right.split(","))))
    return tuple(rows)


def lines(name: str) -> Iterator[str]:
    """Yield the lines of a data file without comments and blank ones."""
    text = files(__package__).joinpath("data", name).read_text(encoding="utf-8")
    for line in text.splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.strip()


@cache
def listed(section: str) -> frozenset[str]:
    """Return one word class of the grammar file."""
    return frozenset(sections("grammar.txt")[section])
