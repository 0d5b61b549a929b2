"""Paths of the API."""

from django.urls import path

from api.views import (
    ai_models,
    billing,
    cover_letters,
    egress,
    exports,
    generations,
    job_descriptions,
    optimization_events,
    optimizations,
    personal_data,
    suggestions,
    versions,
)
from servicekit.audit.views import AuditLog
from servicekit.jobs.views import JobDetail

urlpatterns = [
    path("ai/models", ai_models.AIModelList.as_view()),
    path("job-descriptions", job_descriptions.JobDescriptionList.as_view()),
    path(
        "job-descriptions/<uuid:job_description_id>",
        job_descriptions.JobDescriptionDetail.as_view(),
    ),
    path("suggestions", suggestions.SuggestionList.as_view()),
    path("suggestions/<uuid:suggestion_id>", suggestions.SuggestionDetail.as_view()),
    path("suggestions/<uuid:suggestion_id>/receipt", suggestions.SuggestionReceipt.as_view()),
    path("suggestions/<uuid:suggestion_id>/replay", suggestions.SuggestionReplay.as_view()),
    path("suggestions/<uuid:suggestion_id>/feedback", suggestions.SuggestionFeedback.as_view()),
    path("billing/credits", billing.Credits.as_view()),
    path("billing/checkout", billing.Checkouts.as_view()),
    path("billing/webhook", billing.Webhook.as_view()),
    path("optimize", optimizations.OptimizationList.as_view()),
    path("optimize/<uuid:optimization_id>", optimizations.OptimizationDetail.as_view()),
    path(
        "optimize/<uuid:optimization_id>/events", optimization_events.OptimizationEvents.as_view()
    ),
    path("optimize/<uuid:optimization_id>/cancel", optimizations.OptimizationCancel.as_view()),
    path("optimize/<uuid:optimization_id>/accept", optimizations.OptimizationAccept.as_view()),
    path("versions", versions.VersionList.as_view()),
    path("versions/compare", versions.VersionCompare.as_view()),
    path("versions/<uuid:version_id>", versions.VersionDetail.as_view()),
    path("versions/<uuid:version_id>/save", versions.VersionSave.as_view()),
    path("cover-letters", cover_letters.CoverLetterList.as_view()),
    path("cover-letters/<uuid:cover_letter_id>", cover_letters.CoverLetterDetail.as_view()),
    path("ai/generate", generations.GenerationList.as_view()),
    path("ai/generate/<uuid:generation_id>", generations.GenerationDetail.as_view()),
    path("ai/generate/<uuid:generation_id>/save", generations.GenerationSave.as_view()),
    path("exports", exports.ExportList.as_view()),
    path("exports/<uuid:export_id>", exports.ExportDetail.as_view()),
    path("exports/<uuid:export_id>/download", exports.ExportDownload.as_view()),
    path("egress", egress.EgressList.as_view()),
    path("users/me/export", personal_data.MyExport.as_view()),
    path("users/me/audit", AuditLog.as_view()),
    path("internal/erasures", personal_data.Erasures.as_view()),
    path("internal/ended-sessions", personal_data.EndedSessions.as_view()),
    path("jobs/<uuid:job_id>", JobDetail.as_view()),
]
