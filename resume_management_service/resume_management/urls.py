"""Paths of the service."""

from django.urls import path

from api.views.auth import KeySet
from servicekit.urls import with_common_paths

urlpatterns = [
    path(".well-known/jwks.json", KeySet.as_view()),
    *with_common_paths("api.urls"),
]

handler400 = "servicekit.problems.bad_request"
handler403 = "servicekit.problems.forbidden"
handler404 = "servicekit.problems.not_found"
handler500 = "servicekit.problems.server_error"
