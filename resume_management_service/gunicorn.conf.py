"""How the résumé service's web processes run, locally and in its image."""

import os

bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('RESUME_PORT', '8000')}"
worker_class = "gthread"
workers = int(os.environ.get("RESUME_WORKERS") or 2)
threads = 8
keepalive = 75  # longer than the gateway keeps an idle connection, so that it closes first
graceful_timeout = 20
control_socket_disable = True
# The services log each request themselves, without the query: it may hold a signature.
accesslog = None
