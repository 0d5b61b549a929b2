"""Lines of a résumé that are the job description's own: they show nothing about the applicant."""

import re

from api.matching.evidence import Span

LEAST_LINES = 3
LEAST_WORDS = 6
_NO_WORD = re.compile(r"\W+")
_LINE = re.compile(r"[^\n]*\S[^\n]*")


def copied_lines(resume_text: str, job_text: str) -> list[Span]:
    """Find lines copied word for word from a job description, when there are several.

    One or two may be the same by chance; LEAST_LINES of LEAST_WORDS each are pasted.
    """
    posting = _bare(job_text)
    found = [
        Span(*match.span())
        for match in _LINE.finditer(resume_text)
        if (line := _bare(match.group())) in posting and line.count(" ") > LEAST_WORDS
    ]
    return found if len(found) >= LEAST_LINES else []


def _bare(text: str) -> str:
    """Keep the words only, with a space on either side of each."""
    return f" {_NO_WORD.sub(' ', text.casefold()).strip()} "
