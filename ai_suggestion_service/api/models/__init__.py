"""Tables of the AI service."""

from api.models.ai_models import AIModel, DailyUse
from api.models.egress import EgressRecord
from api.models.ended_sessions import EndedSession
from api.models.job_descriptions import JobDescription
from api.models.suggestions import Suggestion, SuggestionFeedback
from api.models.work import ProviderWork, WorkStatus

__all__ = [
    "AIModel",
    "DailyUse",
    "EgressRecord",
    "EndedSession",
    "JobDescription",
    "ProviderWork",
    "Suggestion",
    "SuggestionFeedback",
    "WorkStatus",
]
