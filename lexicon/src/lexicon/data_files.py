"""The data files of this package and their line format.

Lines of terms look like this:

    Name | alias, alias | case: TERM, TERM; context: TERM

Either part behind the name may be missing. `case` lists spellings that count only in
exactly this case, `context` everyday words that need evidence around them. A comma
within a name is not possible. Empty lines and lines that begin with `# ` are passed over.

`skills/*.txt` holds one group of skills a file, named after the group; `degrees.txt` and
`languages.txt` hold what their names say, a degree's line led by its level; `not_skills.txt`
and `not_degrees.txt` one phrase a line in which no skill or degree is meant.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from lexicon.strictness import Strictness

_NONE: frozenset[str] = frozenset()
_DATA = Path(__file__).with_name("data")


@dataclass(frozen=True, slots=True)
class TermLine:
    """One line of terms."""

    name: str
    aliases: tuple[str, ...]
    cased: frozenset[str]
    contextual: frozenset[str]

    @property
    def spellings(self) -> tuple[str, ...]:
        """Name and aliases."""
        return (self.name, *self.aliases)

    def strictness(self, written: str) -> Strictness:
        """Return what a spelling of this line needs."""
        if written in self.contextual:
            return Strictness.CONTEXT
        return Strictness.CASE if written in self.cased else Strictness.FREE


def data_lines(name: str) -> Iterator[str]:
    """Yield the lines of a data file that say something."""
    for line in _contents()[name].splitlines():
        if line.strip() and not line.startswith("# "):
            yield line.strip()


def data_names(folder: str) -> list[str]:
    """Return the names of the files of a folder, in order."""
    return sorted(name.rpartition("/")[2] for name in _contents() if name.startswith(f"{folder}/"))


@lru_cache(maxsize=1)
def _contents() -> dict[str, str]:
    # All at once: a process that gives up opening files after its first use of any of them,
    # such as a parser's child, must not come back for another.
    return {
        path.relative_to(_DATA).as_posix(): path.read_text("utf-8") for path in _DATA.rglob("*.txt")
    }


def listed(part: str) -> tuple[str, ...]:
    """Split a comma-separated list."""
    return tuple(part.split(", ")) if part else ()


def term_line(line: str) -> TermLine:
    """Read one line of terms."""
    name, *parts = [part.strip() for part in line.split("|")]
    flags = parts.pop() if parts and parts[-1].startswith(("case:", "context:")) else ""
    aliases = listed(parts[0]) if parts else ()
    if not flags:
        return TermLine(name, aliases, _NONE, _NONE)
    strict = dict(flag.split(": ", 1) for flag in flags.split("; "))
    cased, contextual = strict.get("case", ""), strict.get("context", "")
    return TermLine(name, aliases, frozenset(listed(cased)), frozenset(listed(contextual)))
