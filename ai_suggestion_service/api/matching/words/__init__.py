"""Words and turns of phrase that the matching rests on, kept as text beside the code.

A file holds groups under `[name]` lines; entries stand one a line or between ` | `. In a phrase
`*` stands for any letters and `...` for up to thirty characters.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

_ENTRY_END = re.compile(r"\n| \| ")


@cache
def groups(name: str) -> Mapping[str, tuple[str, ...]]:
    """Read a word file as its groups of entries. Raises FileNotFoundError."""
    text = files(__name__).joinpath(f"{name}.txt").read_text(encoding="utf-8")
    found: dict[str, tuple[str, ...]] = {}
    for block in re.split(r"^\[", text, flags=re.MULTILINE)[1:]:
        group, _, body = block.partition("]\n")
        lines = (line for line in body.splitlines() if not line.startswith("#"))
        entries = (entry.strip(" |") for entry in _ENTRY_END.split("\n".join(lines)))
        found[group] = tuple(entry for entry in entries if entry)
    return found


def phrases(entries: Iterable[str]) -> re.Pattern[str]:
    """Make a pattern that finds any of the phrases as whole words, whatever the case."""
    forms = sorted((_form(entry) for entry in entries), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)", re.IGNORECASE)


def _form(entry: str) -> str:
    form = re.escape(entry).replace(r"\*", r"\w*").replace(r"\.\.\.", r".{0,30}?")
    return form.replace(r"\ ", r"\s+").replace("'", "['’]")
