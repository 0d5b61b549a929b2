"""Paths of the service."""

from django.contrib import admin
from django.urls import include, path
from django_prometheus.exports import ExportToDjangoView
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerView

from servicekit import health

urlpatterns = [
    path("api/", include("api.urls")),
    path("api/schema", SpectacularAPIView.as_view(), name="schema"),
    path("api/docs", SpectacularSwaggerView.as_view(url_name="schema")),
    path("healthz", health.healthz),
    path("readyz", health.readyz),
    path("metrics", ExportToDjangoView),
    path("admin/", admin.site.urls),
]

handler400 = "servicekit.problems.bad_request"
handler403 = "servicekit.problems.forbidden"
handler404 = "servicekit.problems.not_found"
handler500 = "servicekit.problems.server_error"
