"""How the résumé service's web processes run, locally and in its image."""

import os
import shutil
import tempfile
from typing import Any

# Each web process counts in a file of this folder; /metrics adds them up.
METRICS = tempfile.mkdtemp(prefix="resume-metrics-")
os.environ["PROMETHEUS_MULTIPROC_DIR"] = METRICS

from prometheus_client import multiprocess  # noqa: E402 - reads the variable when imported

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('RESUME_PORT', '8000')}"
worker_class = "gthread"
workers = int(os.environ.get("RESUME_WORKERS") or 2)
threads = 8
keepalive = 75  # longer than the gateway keeps an idle connection, so that it closes first
graceful_timeout = 20
control_socket_disable = True
limit_request_line = 8190  # as much as the gateway takes
# The services log each request themselves, without the query: it may hold a signature.
accesslog = None


def child_exit(_server: Any, worker: Any) -> None:
    """Drop the gauges of a process that ended."""
    multiprocess.mark_process_dead(worker.pid)


def on_exit(_server: Any) -> None:
    """Remove the counts with the server."""
    shutil.rmtree(METRICS, ignore_errors=True)
