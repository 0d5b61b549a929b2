"""Tables of the AI service."""

from api.models.ai_models import AIModel, DailyUse
from api.models.cover_letters import CoverLetter
from api.models.credits import CreditAccount, CreditEntry, CreditKind
from api.models.egress import EgressRecord
from api.models.ended_sessions import EndedSession
from api.models.erased_accounts import ErasedAccount
from api.models.exports import ExportArtifact
from api.models.generations import Generation
from api.models.job_descriptions import JobDescription
from api.models.optimizations import Optimization
from api.models.purchases import Purchase
from api.models.suggestions import Suggestion, SuggestionFeedback
from api.models.versions import OptimizedVersion
from api.models.work import ProviderWork, WorkStatus

__all__ = [
    "AIModel",
    "CoverLetter",
    "CreditAccount",
    "CreditEntry",
    "CreditKind",
    "DailyUse",
    "EgressRecord",
    "EndedSession",
    "ErasedAccount",
    "ExportArtifact",
    "Generation",
    "JobDescription",
    "Optimization",
    "OptimizedVersion",
    "ProviderWork",
    "Purchase",
    "Suggestion",
    "SuggestionFeedback",
    "WorkStatus",
]
