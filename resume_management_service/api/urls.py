"""Paths of the API."""

from django.urls import path

from api.views import (
    administration,
    applications,
    auth,
    files,
    resumes,
    sessions,
    storage,
    uploads,
    users,
    versions,
)
from servicekit.audit.views import AuditLog
from servicekit.jobs.views import JobDetail

urlpatterns = [
    path("auth/register", auth.Register.as_view()),
    path("auth/login", auth.Login.as_view()),
    path("auth/refresh", auth.Refresh.as_view()),
    path("auth/logout", auth.Logout.as_view()),
    path("auth/verify", auth.Verify.as_view()),
    path("auth/verify/resend", auth.VerifyResend.as_view()),
    path("auth/password-reset/request", auth.ResetRequested.as_view()),
    path("auth/password-reset/confirm", auth.ResetConfirmed.as_view()),
    path("auth/sessions", sessions.SessionList.as_view()),
    path("auth/sessions/<uuid:session_id>", sessions.SessionDetail.as_view()),
    path("auth/second-factor", sessions.MySecondFactor.as_view()),
    path("auth/second-factor/confirm", sessions.SecondFactorConfirm.as_view()),
    path("users/me", users.Me.as_view()),
    path("users/me/export", users.MyExport.as_view()),
    path("users/me/password", users.MyPassword.as_view()),
    path("users/me/consents", users.MyConsents.as_view()),
    path("users/me/audit", AuditLog.as_view()),
    path("erasures/<uuid:erasure_id>", users.ErasureReceipt.as_view()),
    path("admin/users", administration.AccountList.as_view()),
    path("admin/users/<uuid:user_id>", administration.AccountDetail.as_view()),
    path("admin/users/<uuid:user_id>/audit", administration.AccountAudit.as_view()),
    path("resumes", resumes.ResumeList.as_view()),
    path("resumes/presign", uploads.Presign.as_view()),
    path("resumes/<uuid:resume_id>", resumes.ResumeDetail.as_view()),
    path("resumes/<uuid:resume_id>/restore", resumes.ResumeRestore.as_view()),
    path("resumes/<uuid:resume_id>/parse", uploads.Parse.as_view()),
    path("resumes/<uuid:resume_id>/text", versions.ResumeText.as_view()),
    path("resumes/<uuid:resume_id>/versions", versions.VersionList.as_view()),
    path("resumes/<uuid:resume_id>/versions/compare", versions.VersionCompare.as_view()),
    path(
        "resumes/<uuid:resume_id>/versions/<int:number>/restore", versions.VersionRestore.as_view()
    ),
    path("files/<uuid:file_id>", files.FileDetail.as_view()),
    path("files/<uuid:file_id>/text", files.FileText.as_view()),
    path("storage/<str:token>", storage.SignedObject.as_view()),
    path("applications", applications.ApplicationList.as_view()),
    path("applications/stats", applications.ApplicationStatistics.as_view()),
    path("applications/<uuid:application_id>", applications.ApplicationDetail.as_view()),
    path(
        "applications/<uuid:application_id>/reminders",
        applications.ApplicationReminders.as_view(),
    ),
    path("reminders", applications.ReminderList.as_view()),
    path("reminders/<uuid:reminder_id>", applications.ReminderDetail.as_view()),
    path("jobs/<uuid:job_id>", JobDetail.as_view()),
]
