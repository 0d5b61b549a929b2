"""S14: words that are in a résumé, a password, a token and an address turn up nowhere else."""

from __future__ import annotations

import requests

from e2e.attacks.belongings import JOB
from e2e.attacks.stage import Stage
from e2e.pair import PASSWORD

BROKEN = '{"password": "correct horse battery", '


def attack(stage: Stage) -> list[str]:
    """Return the canaries that were found, and where."""
    ada = stage.ada
    answers = [
        ada.suggest(stage.ids["resume_id"], JOB),
        requests.post(
            f"{ada.resumes}/auth/login",
            json={"email": "ada-canary@example.com", "password": PASSWORD + "!"},
            timeout=30,
        ),
        requests.post(
            f"{ada.resumes}/auth/login",
            data=BROKEN,
            headers={"Content-Type": "application/json"},
            timeout=30,
        ),
        requests.get(
            f"{ada.resumes}/users/me",
            headers={"Authorization": f"Bearer {ada.access}x"},
            timeout=30,
        ),
        ada.http.get(f"{ada.resumes}/files/{stage.ids['file_id']}?redirect=1", timeout=30),
    ]
    stage.tried += len(answers)
    secrets = {
        "the résumé's name": "Ada Canary",
        "the e-mail address": "ada-canary@example.com",
        "a line of the résumé": "Built REST services in Python and Django",
        "the password": PASSWORD,
        "the access token": ada.access,
        "the refresh token": str(ada.account["refresh"]),
        "a signing key": "PRIVATE KEY",
    }
    logs = stage.pair.logs()
    found = [f"{name} is in the logs" for name, secret in secrets.items() if secret in logs]
    errors = "".join(answer.text for answer in answers if answer.status_code >= 400)
    found += [f"{name} is in an error" for name, secret in secrets.items() if secret in errors]
    urls = " ".join(answer.url for answer in answers)
    return found + [f"{name} is in a URL" for name, secret in secrets.items() if secret in urls]
