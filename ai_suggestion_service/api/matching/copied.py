"""Lines of a résumé that are the job description's own: they show nothing about the applicant."""

import re

from api.matching.evidence import Span
from api.matching.folding import fold

LEAST_LINES = 3
LEAST_WORDS = 6
_LINE = re.compile(r"[^\n]*\S[^\n]*")


def copied_lines(resume_text: str, job_text: str) -> list[Span]:
    """Find lines copied word for word from a job description, when there are several.

    One or two may be the same by chance; LEAST_LINES of LEAST_WORDS each are pasted.
    """
    posting = fold(job_text).text
    found = [
        Span(*match.span())
        for match in _LINE.finditer(resume_text)
        if len(match.group().split()) >= LEAST_WORDS and _stands_in(match.group(), posting)
    ]
    return found if len(found) >= LEAST_LINES else []


def _stands_in(line: str, posting: str) -> bool:
    return fold(line).text.strip(" .,;:-") in posting
