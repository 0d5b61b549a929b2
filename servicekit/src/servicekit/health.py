"""`/healthz`: the process is up. `/readyz`: what it needs is up too.

`READINESS_CHECKS = {"database": "path.to.check", …}`; a check raises when its part is down.
"""

from __future__ import annotations

import structlog
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.utils.module_loading import import_string

from servicekit.jobs import transports
from servicekit.problems import CONTENT_TYPE, problem_body

log = structlog.get_logger(__name__)


def healthz(_request: HttpRequest) -> JsonResponse:
    """Answer 200 while the process serves requests."""
    return JsonResponse({"status": "ok"})


def readyz(_request: HttpRequest) -> JsonResponse:
    """Answer 200 when every part answers, 503 naming those that are down."""
    checks = {name: _state(name, path) for name, path in settings.READINESS_CHECKS.items()}
    down = [name for name, state in checks.items() if state != "ok"]
    if not down:
        return JsonResponse({"status": "ok", "checks": checks})
    body = problem_body(503, "not_ready", f"Not available: {', '.join(down)}.")
    return JsonResponse(
        {**body, "checks": checks},
        status=503,
        content_type=CONTENT_TYPE,
        headers={"Retry-After": "5"},
    )


def _state(name: str, path: str) -> str:
    try:
        import_string(path)()
    except Exception as error:  # noqa: BLE001 - whatever it is, the part is not usable
        log.warning("not_ready", part=name, reason=type(error).__name__)
        return "down"
    return "ok"


def check_database() -> None:
    """Ask the database for one value."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()


def check_cache() -> None:
    """Ask the cache server itself where there is one, and write and read back one entry."""
    if ping := getattr(cache, "ping", None):
        ping()
    cache.set("readyz", "ok", 10)
    if cache.get("readyz") != "ok":
        raise ConnectionError("the cache forgets")


def check_queue() -> None:
    """Ask the broker where there is one; the job table needs none."""
    transports.check()
