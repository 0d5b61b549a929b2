"""Assessment by rules."""

from typing import Any

from api.llm.assessing import AssessmentRequest
from api.matching.analysis import analyse
from api.matching.resume_facts import facts_of


def assess_offline(task: AssessmentRequest) -> dict[str, Any]:
    """Judge a résumé by the words, dates and degrees that stand in it."""
    resume = facts_of(task.resume_text, task.sections)
    judgements = analyse(task.requirements, resume, title=task.job_title)
    rows = [
        {
            "requirement_id": judgement.requirement_id,
            "verdict": judgement.verdict,
            "quotes": list(judgement.quotes),
            "rationale": judgement.rationale,
        }
        for judgement in judgements
    ]
    return {"rows": rows, "summary": ""}
