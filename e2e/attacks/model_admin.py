"""Staff who set a model's address to something inside, and ask that model."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Sequence

import requests

from e2e.attacks.belongings import JOB
from e2e.attacks.stage import Stage
from e2e.pair import PASSWORD

STAFF = """
from django.contrib.auth import get_user_model
get_user_model().objects.create_superuser("staff", "staff@example.com", PASSWORD)
"""
CSRF = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
FIELD = re.compile(r'<(?:input|select|textarea)[^>]*name="([a-z_]+)"')


def try_addresses(stage: Stage, addresses: Sequence[str]) -> int:
    """Make a model for each address in the admin and ask it; return how many were tried."""
    process = stage.pair.commands["ai-worker"]
    subprocess.run(
        [process.command[0], "manage.py", "shell", "--no-imports", "-c",
         STAFF.replace("PASSWORD", repr(PASSWORD))],
        cwd=process.folder,
        env=dict(process.environment),
        check=True,
        stdout=subprocess.DEVNULL,
    )  # fmt: skip
    staff = _logged_in(stage.pair.instance.ai_url)
    form = f"{stage.pair.instance.ai_url}/admin/api/aimodel/add/"
    for number, url in enumerate(addresses):
        page = staff.get(form, timeout=60).text
        fields = dict.fromkeys(FIELD.findall(page), "")
        fields |= {
            "csrfmiddlewaretoken": CSRF.search(page)[1],  # type: ignore[index]
            "display_name": f"Inside {number}",
            "provider": "openai",
            "model_name": "any",
            "base_url": url,
            "key_names": "[]",
            "is_active": "on",
            "priority": "1",
        }
        staff.post(form, data=fields, timeout=60, headers={"Referer": form})
        asked = {"resume_id": stage.ids["resume_id"], "job_description": JOB}
        body = {**asked, "model": f"Inside {number}"}
        stage.ada.http.post(f"{stage.ada.ai}/suggestions", json=body, timeout=90)
    return 2 * len(addresses)


def _logged_in(base: str) -> requests.Session:
    """Return a session in the admin.

    Raises:
        RuntimeError: staff cannot log in, so nothing would be tried.
    """
    staff, url = requests.Session(), f"{base}/admin/login/?next=/admin/"
    token = CSRF.search(staff.get(url, timeout=30).text)
    assert token is not None
    fields = {"username": "staff", "password": PASSWORD, "csrfmiddlewaretoken": token[1]}
    answer = staff.post(url, data=fields, timeout=30, headers={"Referer": url})
    if "/login/" in answer.url:
        raise RuntimeError("staff cannot log in to the admin")
    return staff
