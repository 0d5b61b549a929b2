"""R16: an account is erased with jobs in flight, workers killed and the AI service away.

python -m e2e.chaos.erasure [--servers | --both]
"""

from __future__ import annotations

import io
import sys
import tempfile
import threading
import time
import zipfile
from pathlib import Path

import requests

from e2e import servers
from e2e.chaos.remains import Remains
from e2e.fakes.llm_server import LlmServer
from e2e.pair import PASSWORD, Pair, Person, running

AT_MOST_SECONDS = 60.0
PROVIDER_SECONDS = 12.0
AWAY_SECONDS = 12.0
BATCH = 12
IN_FLIGHT = 4
# Name, address, employer, skill, file, notes: of each person, words that nobody else has.
ADA = (
    *("Ada Quokkasworth", "ada-quokka@example.com", "Narwhalbridge Works", "Zebrafinch"),
    *("ada-quokka.txt", "Wombatnotes"),
)
BOB = (
    *("Bob Pangolinson", "bob-pangolin@example.com", "Axolotlfield Works", "Okapibird"),
    *("bob-pangolin.txt", "Tapirnotes"),
)


def main() -> None:
    """Erase on each ground that is asked for; exit with 1 when something is left."""
    failed = False
    for name in servers.chosen(sys.argv[1:]):
        with (
            tempfile.TemporaryDirectory(prefix="erasure-") as folder,
            servers.ground(name) as ground,
            LlmServer() as provider,
        ):
            asked = {"OPENAI_API_KEY": "k1", "OPENAI_BASE_URL": provider.url, "OPENAI_MODEL": "any"}
            variables = {**ground.variables, **asked, "THROTTLES": "off"}
            with running(
                Path(folder),
                parts=ground.parts,
                variables=variables,
                per_service=ground.per_service,
            ) as pair:
                left = _erase(pair, provider, ground.name)
        for line in left:
            print(f"       left: {line}")
        failed = failed or bool(left)
    sys.exit(1 if failed else 0)


def _erase(pair: Pair, provider: LlmServer, label: str) -> list[str]:
    ada, bob = Person(pair, "ada-quokka"), Person(pair, "bob-pangolin")
    _belongings(ada, ADA)
    _belongings(bob, BOB)
    remains = _remains(pair, ada)
    blind = [word for word in ADA if not any(word in line for line in remains.find())]
    provider.state.delay = PROVIDER_SECONDS
    calls = _set_in_flight(ada)
    for name in ("resume-worker", "ai-worker", "ai-web"):
        pair.kill(name)
    asked_at = time.monotonic()
    receipt = ada.http.delete(f"{ada.resumes}/users/me", json={"password": PASSWORD}, timeout=30)
    receipt.raise_for_status()
    pair.start("resume-worker")
    time.sleep(AWAY_SECONDS)
    for name in ("ai-web", "ai-worker"):
        pair.start(name)
    pair.wait_until_ready()
    back_at = time.monotonic()
    left, clean_after = _until_clean(remains, back_at)
    for call in calls:
        call.join()
    time.sleep(max(0.0, back_at + AT_MOST_SECONDS - time.monotonic()))
    left += [f"{line} (written later)" for line in remains.find()]
    left += [f"{line} (bytes of the file)" for line in remains.in_files()]
    finished = requests.get(f"{pair.instance.resume_url}{receipt.headers['Location']}", timeout=30)
    kept = Remains(pair, BOB).find()
    print(
        f"R16    {label}: nothing left {clean_after:.0f} s after the AI service was back"
        f" ({back_at - asked_at + clean_after:.0f} s after the request, reach 60 s);"
        f" {len(left)} places hold something"
    )
    return [
        *left,
        *([f"the search is blind to {blind}"] if blind else []),
        *([] if finished.json()["finished_at"] else ["there is no receipt"]),
        *(
            []
            if {line.partition(": ")[2] for line in kept} >= set(BOB[:4])
            else ["Bob lost something"]
        ),
    ]


def _remains(pair: Pair, ada: Person) -> Remains:
    """Look for Ada's words and tokens, and for her id anywhere but where erasures are noted."""
    words = [*ADA, PASSWORD, ada.access, str(ada.account["refresh"]), ada.user_id]
    noted = (
        "resume api_erasure",
        "resume erasures",
        "ai erasures",  # the same note, where both services share a bucket
        "ai api_erasedaccount",
        "resume",
        "ai",
        "logs",
    )
    return Remains(pair, words, tuple((place, ada.user_id) for place in noted))


def _belongings(person: Person, words: tuple[str, ...]) -> None:
    resume_id = person.parsed_resume(_resume(words), words[4])
    person.suggest(resume_id, _job(words), **{"Idempotency-Key": "once"}).raise_for_status()
    tracked = {"job_title": "Developer", "company_name": words[2], "notes": words[5]}
    person.http.post(f"{person.resumes}/applications", json=tracked, timeout=30).raise_for_status()
    described = {"title": words[3], "text": _job(words)}
    person.http.post(f"{person.ai}/job-descriptions", json=described, timeout=30).raise_for_status()


def _job(words: tuple[str, ...]) -> str:
    return f"Requirements:\n- Python\n- Django\n- {words[3]} orchestration\n"


def _resume(words: tuple[str, ...]) -> bytes:
    name, email, employer, skill = words[:4]
    return (
        f"{name}\n{email}\n\nExperience\nDeveloper, {employer}, 2019 - 2022\n"
        f"- Built {skill} services in Python and Django\n"
    ).encode()


def _set_in_flight(ada: Person) -> list[threading.Thread]:
    """Begin parses of a batch, suggestions in workers, and one that a caller waits for."""
    resume_id = ada.http.get(f"{ada.resumes}/resumes", timeout=30).json()["results"][0]["id"]
    for number in range(IN_FLIGHT):
        ada.suggest(
            resume_id, f"{_job(ADA)}- {number}\n", Prefer="respond-async"
        ).raise_for_status()
    waiting = threading.Thread(target=_wait_for_one, args=(ada, resume_id))
    waiting.start()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for number in range(BATCH):
            archive.writestr(f"ada-quokka.txt-{number}.txt", _resume(ADA))
    files = {"files": ("batch.zip", packed.getvalue())}
    ada.http.post(f"{ada.resumes}/resumes/upload-batch", files=files, timeout=60).raise_for_status()
    ada.http.post(f"{ada.resumes}/resumes/{resume_id}/parse", json={}, timeout=30)
    time.sleep(0.3)
    return [waiting]


def _wait_for_one(ada: Person, resume_id: str) -> None:
    headers = {"Authorization": f"Bearer {ada.access}"}
    body = {"resume_id": resume_id, "job_description": _job(ADA)}
    try:
        requests.post(f"{ada.ai}/suggestions", json=body, headers=headers, timeout=120)
    except requests.ConnectionError:
        return  # its server is killed: that is the point


def _until_clean(remains: Remains, since: float) -> tuple[list[str], float]:
    while True:
        left = remains.find()
        taken = time.monotonic() - since
        if not left or taken > AT_MOST_SECONDS:
            return left, taken
        time.sleep(3)


if __name__ == "__main__":
    main()
