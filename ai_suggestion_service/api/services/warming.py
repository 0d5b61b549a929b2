"""Reading the word lists once, before many threads would each do so at the same time."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

from api.llm.assessing import AssessmentRequest, assess
from api.llm.budget import CallBudget
from api.llm.masking import mask
from api.llm.offline import OfflineProvider
from api.matching.gains import actions_for
from api.matching.judgement import verify
from api.matching.metadata import read_metadata
from api.matching.requirements import read_requirements

RESUME = """Ada Example
Experience
Developer, Example Ltd, 2019 - present
- Built web services in Python and led a team of three.
Education
BSc Computer Science, Example University, 2015
Languages
English (fluent)
"""
JOB = """Developer
Requirements
- 3 years of experience with Python
- Degree in computer science
- Fluent English
Nice to have
- A certificate in project management
"""


@dataclass(slots=True)
class _Warmth:
    """Whether this process has read them."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    is_warm: bool = False


_warmth = _Warmth()


def warm_up() -> None:
    """Judge a small résumé, once in each process; whoever comes meanwhile waits for it.

    The lists are kept by functions that remember what they built. Two hundred threads at their
    first job would build each of them two hundred times: ten seconds and 200 MB.
    """
    if _warmth.is_warm:
        return
    with _warmth.lock:
        if not _warmth.is_warm:
            _judge_once()
            _warmth.is_warm = True


def _judge_once() -> None:
    read_metadata(JOB)
    mask(RESUME, {})
    requirements = read_requirements(JOB)
    request = AssessmentRequest(RESUME, JOB, requirements)
    judgements = assess(OfflineProvider(), request, CallBudget()).judgements
    rows = verify(judgements, requirements, RESUME).rows
    actions_for(rows, requirements, RESUME)
