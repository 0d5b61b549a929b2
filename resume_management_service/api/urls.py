"""Paths of the API."""

from django.urls import path

from api.views import auth, files, resumes, storage, uploads, users, versions
from servicekit.jobs.views import JobDetail

urlpatterns = [
    path("auth/register", auth.Register.as_view()),
    path("auth/login", auth.Login.as_view()),
    path("auth/refresh", auth.Refresh.as_view()),
    path("auth/logout", auth.Logout.as_view()),
    path("users/me", users.Me.as_view()),
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
    path("jobs/<uuid:job_id>", JobDetail.as_view()),
]
