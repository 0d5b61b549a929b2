"""A letter set in the look of the résumé."""

from __future__ import annotations

from dataclasses import dataclass

from api.rendering.sanitise import clean_line, clean_text


@dataclass(frozen=True, slots=True)
class Letter:
    """A cover letter: `head` lines (recipient, place and date), subject, paragraphs.

    A paragraph may hold line breaks (a signature); blank lines in `from_text` part paragraphs.
    """

    paragraphs: tuple[str, ...]
    subject: str = ""
    head: tuple[str, ...] = ()

    @classmethod
    def from_text(cls, text: str, *, subject: str = "", head: tuple[str, ...] = ()) -> Letter:
        """Build a letter from plain text with blank lines between paragraphs, all cleaned."""
        paragraphs = (part.strip("\n") for part in clean_text(text).split("\n\n"))
        return cls(
            paragraphs=tuple(part for part in paragraphs if part),
            subject=clean_line(subject),
            head=tuple(line for raw in head if (line := clean_line(raw))),
        )
