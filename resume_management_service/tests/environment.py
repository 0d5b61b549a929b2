"""The environment of the tests; whatever the outer environment sets (a database, S3 …) is kept."""

import os
import tempfile

os.environ.setdefault("RESUME_SECRET_KEY", "tests-only-" + "r" * 40)
os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="resume-tests-")
os.environ.setdefault("LOG_LEVEL", "WARNING")
