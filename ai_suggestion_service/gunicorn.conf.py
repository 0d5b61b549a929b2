"""How the AI service's web process runs, locally and in its image.

Callers wait for suggestions on threads: few processes with many threads. Two of them, because
the work before and after a provider's answer would otherwise share one core.
"""

import os
import threading
from typing import Any

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('AI_PORT', '8001')}"
worker_class = "gthread"
workers = 2
threads = int(os.environ.get("AI_THREADS") or 256)
worker_connections = 2 * threads + 1000  # waiting callers must not shut others out
keepalive = 75  # longer than the gateway keeps an idle connection, so that it closes first
graceful_timeout = 20
control_socket_disable = True
limit_request_line = 8190  # as much as the gateway takes
# The service logs each request itself, without the query.
accesslog = None


def post_worker_init(_worker: Any) -> None:
    """Read the word lists soon, so that the first caller does not wait for it."""
    from api.services.warming import warm_up

    timer = threading.Timer(2.0, warm_up)
    timer.daemon = True
    timer.start()
