"""One of everything that a person can have, by the name that routes give its id."""

from __future__ import annotations

from typing import Any

from e2e.pair import Person

# Wordy: a rewrite has something to better.
RESUME = (
    "Ada Canary\nada-canary@example.com\n\nSummary\n"
    "Backend developer who is responsible for keeping web shops fast in order to please people.\n\n"
    "Experience\n\nDeveloper, Example Works, Leeds\nMarch 2019 - May 2024\n"
    "- Built REST services in Python and Django\n"
    "- Responsible for building web services with Python and Django for 40 shops.\n"
    "- Responsible for writing SQL reports on PostgreSQL in order to keep them fast.\n\n"
    "Skills\nSQL, Django, Python\n"
)
JOB = "Requirements:\n- Python\n- Django\n- PostgreSQL\n- English\n"


def belongings(person: Person) -> dict[str, str]:
    """Make one of everything and return the ids."""
    ids = _kept(person)
    ids |= _tracked(person)
    ids |= _made(person, ids["resume_id"])
    session = _get(person, f"{person.resumes}/auth/sessions")["results"][0]
    return {**ids, "number": "1", "session_id": session["id"], "user_id": person.user_id}


def _kept(person: Person) -> dict[str, str]:
    resume_id = person.parsed_resume(RESUME.encode())
    resume = _get(person, f"{person.resumes}/resumes/{resume_id}")
    parse = _post(person, f"{person.resumes}/resumes/{resume_id}/parse", {})
    files = {"files": ("one.txt", RESUME.encode())}
    batch = person.http.post(f"{person.resumes}/resumes/upload-batch", files=files, timeout=60)
    candidate = _get(person, f"{person.resumes}/candidates")["results"][0]
    return {
        "resume_id": resume_id,
        "file_id": resume["latest_version"]["id"],
        "job_id": parse["job_id"],
        "batch_id": batch.headers["Location"].rpartition("/")[2],
        "candidate_id": candidate["id"],
    }


def _tracked(person: Person) -> dict[str, str]:
    tracked = {"job_title": "Developer", "company_name": "Example Works"}
    application = _post(person, f"{person.resumes}/applications", tracked)["id"]
    due = {"text": "Call", "due_at": "2030-01-01T00:00:00Z"}
    reminder = _post(person, f"{person.resumes}/applications/{application}/reminders", due)["id"]
    return {"application_id": application, "reminder_id": reminder}


def _made(person: Person, resume_id: str) -> dict[str, str]:
    ai, wait = person.ai, {"Prefer": "wait=60"}
    described = {"title": "Developer", "text": JOB}
    job = _post(person, f"{ai}/job-descriptions", described)["id"]
    asked = {"resume_id": resume_id, "job_description_id": job}
    suggestion = _post(person, f"{ai}/suggestions", asked)["id"]
    optimization = _post(person, f"{ai}/optimize", asked, **wait)["optimization_id"]
    accepted = {"apply_all": True}
    version = _post(person, f"{ai}/optimize/{optimization}/accept", accepted)["version_id"]
    letter = _post(person, f"{ai}/cover-letters", asked, **wait)["id"]
    told = {"user_input": RESUME}
    generation = _post(person, f"{ai}/ai/generate", told, **wait)["id"]
    wanted = {"version_id": version, "format": "text"}
    return {
        "job_description_id": job,
        "suggestion_id": suggestion,
        "optimization_id": optimization,
        "version_id": version,
        "cover_letter_id": letter,
        "generation_id": generation,
        "export_id": _post(person, f"{ai}/exports", wanted)["export_id"],
    }


def _get(person: Person, url: str) -> Any:
    answer = person.http.get(url, timeout=60)
    answer.raise_for_status()
    return answer.json()


def _post(person: Person, url: str, body: dict[str, Any], **headers: str) -> Any:
    answer = person.http.post(url, json=body, headers=headers, timeout=90)
    answer.raise_for_status()
    return answer.json()
