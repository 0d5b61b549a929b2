"""The paths that every service has beside its API: schema, docs, health, metrics, admin."""

from __future__ import annotations

from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path
from django_prometheus.exports import ExportToDjangoView
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerView

from servicekit import health


def with_common_paths(api_urls: str) -> list[URLPattern | URLResolver]:
    """Return the API's paths below `/api/` and the common ones."""
    return [
        path("api/", include(api_urls)),
        path("api/schema", SpectacularAPIView.as_view(), name="schema"),
        path("api/docs", SpectacularSwaggerView.as_view(url_name="schema")),
        path("healthz", health.healthz),
        path("readyz", health.readyz),
        path("metrics", ExportToDjangoView),
        path("admin/", admin.site.urls),
    ]
