"""Versioned prompt texts; a text that has been used is never edited, a new version is added."""

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from string import Template


@dataclass(frozen=True, slots=True)
class Prompt:
    """A prompt's instruction and the frame for its data; `sha256` names exactly this wording."""

    name: str
    system: str
    frame: str
    sha256: str

    @property
    def task(self) -> str:
        """Name the task, without the version."""
        return self.name.rpartition("_v")[0]

    def user(self, **data: str) -> str:
        """Put data into the frame. Raises KeyError when a part of the frame is not given."""
        return Template(self.frame).substitute(data)


@cache
def load(name: str) -> Prompt:
    """Read a prompt by its versioned name. Raises FileNotFoundError."""
    source = files(__name__).joinpath(f"{name}.txt").read_text(encoding="utf-8")
    system, _, frame = source.partition("\n=== data ===\n")
    return Prompt(name, system.strip(), frame, hashlib.sha256(source.encode()).hexdigest())
