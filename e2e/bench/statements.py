"""Count the SQL statements of a list, in the service's own environment."""

from __future__ import annotations

import json
import os
import subprocess
import sys

from scripts.launch.instance import ROOT

PROGRAM = """
import json
from django.test.utils import setup_test_environment, get_runner
from django.conf import settings
from django.db import connection
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient
from api.models import User
from api.services import sessions

settings.THROTTLES_ENABLED = False
connection.creation.create_test_db(verbosity=0)
call_command("createcachetable")
user = User.objects.create_user("ada@example.com", "correct horse battery")
pair = sessions.open_session(user=user, origin=sessions.Origin())
client = APIClient(HTTP_AUTHORIZATION=f"Bearer {pair.access}", HTTP_HOST="localhost")
for number in range(100):
    file = SimpleUploadedFile(f"{number}.txt", b"Ada Example, developer " + str(number).encode())
    assert client.post("/api/resumes", {"file": file}).status_code == 201
counts = {}
for size in (10, 100):
    with CaptureQueriesContext(connection) as queries:
        assert len(client.get(f"/api/resumes?page_size={size}").json()["results"]) == size
    counts[size] = len(queries)
connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)
print(json.dumps(counts))
"""


def count_statements() -> dict[str, int]:
    """Return the number of statements by page size."""
    environment = {
        **os.environ,
        "RESUME_SECRET_KEY": "bench-" + "x" * 40,
        "DATA_DIR": os.environ.get("TMPDIR", "/tmp"),
        "LOG_LEVEL": "ERROR",
    }
    output = subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", PROGRAM],
        cwd=ROOT / "resume_management_service",
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    counts: dict[str, int] = json.loads(output.splitlines()[-1])
    return counts
