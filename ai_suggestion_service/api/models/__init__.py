"""Tables of the AI service."""

from api.models.ai_models import AIModel, DailyUse
from api.models.credits import CreditAccount, CreditEntry, CreditKind
from api.models.egress import EgressRecord
from api.models.ended_sessions import EndedSession
from api.models.erased_accounts import ErasedAccount
from api.models.job_descriptions import JobDescription
from api.models.purchases import Purchase
from api.models.suggestions import Suggestion, SuggestionFeedback
from api.models.work import ProviderWork, WorkStatus

__all__ = [
    "AIModel",
    "CreditAccount",
    "CreditEntry",
    "CreditKind",
    "DailyUse",
    "EgressRecord",
    "EndedSession",
    "ErasedAccount",
    "JobDescription",
    "ProviderWork",
    "Purchase",
    "Suggestion",
    "SuggestionFeedback",
    "WorkStatus",
]
