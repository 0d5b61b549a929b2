"""What views of work in jobs have in common: how long to wait, and where to look afterwards."""

from __future__ import annotations

from django.conf import settings
from drf_spectacular.utils import OpenApiParameter
from rest_framework import status

from api.models import ProviderWork
from servicekit.prefer import Preference

PREFER = OpenApiParameter(
    "Prefer",
    str,
    OpenApiParameter.HEADER,
    description="`respond-async`: answer 202 at once. `wait=N`: answer 202 after N seconds.",
)


def seconds_to_wait(preference: Preference, *, by_default: float | None = None) -> float:
    """Return how long the caller wants to wait: not at all, N seconds, or as usual.

    `by_default` is what is usual, None for as long as may be.
    """
    if preference.wait is not None:
        return float(preference.wait)
    if preference.respond_async:
        return 0.0
    return float(settings.LONGEST_WAIT_SECONDS if by_default is None else by_default)


def begun(work: ProviderWork, path: str, preference: Preference) -> tuple[int, dict[str, str]]:
    """Return status and headers for work just begun: 201 when it is finished, 202 until then."""
    headers = {"Location": f"{path}/{work.pk}"}
    if preference.applied:
        headers["Preference-Applied"] = preference.applied
    code = status.HTTP_201_CREATED if work.is_finished else status.HTTP_202_ACCEPTED
    return code, headers
