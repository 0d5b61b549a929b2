"""The environment of the tests; whatever the outer environment sets (a database, S3 …) is kept."""

import os
import tempfile

os.environ.setdefault("RESUME_SECRET_KEY", "tests-only-" + "r" * 40)
os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="resume-tests-")
os.environ.setdefault("LOG_LEVEL", "WARNING")

# Servers are shared by the processes of a run: each gets a bucket and a cache of its own there.
worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
if bucket := os.environ.get("AWS_STORAGE_BUCKET_NAME"):
    os.environ["AWS_STORAGE_BUCKET_NAME"] = f"{bucket}-{worker}"
if cache := os.environ.get("CACHE_URL"):
    os.environ["CACHE_URL"] = f"{cache.rpartition('/')[0]}/{2 + int(worker)}"
