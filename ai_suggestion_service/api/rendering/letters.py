"""A letter set in the look of the résumé."""

from __future__ import annotations

from dataclasses import dataclass

from api.rendering.sanitise import clean_line, clean_text


@dataclass(frozen=True, slots=True)
class Letter:
    """A cover letter: `head` lines (recipient, place and date), subject, paragraphs.

    Texts are cleaned on the way in; a paragraph may hold line breaks (a signature).
    """

    paragraphs: tuple[str, ...]
    subject: str = ""
    head: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        paragraphs = (clean_text(part) for part in self.paragraphs)
        head = (clean_line(line) for line in self.head)
        object.__setattr__(self, "paragraphs", tuple(part for part in paragraphs if part))
        object.__setattr__(self, "head", tuple(line for line in head if line))
        object.__setattr__(self, "subject", clean_line(self.subject))

    @classmethod
    def from_text(cls, text: str, *, subject: str = "", head: tuple[str, ...] = ()) -> Letter:
        """Build a letter from plain text whose paragraphs are parted by blank lines."""
        parts = clean_text(text).split("\n\n")
        return cls(tuple(part.strip("\n") for part in parts), subject, head)
