"""S6: polyglots, spoofed types, two hundred hostile file names, through the real upload.

Runs from the repository root: `python -m e2e.attacks.disguises`.
"""

from __future__ import annotations

import re
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote

import requests

_ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(_ROOT / "resume_management_service"))

from e2e.attacks.parser.disguises import harmless, spoofed  # noqa: E402
from e2e.attacks.parser.names import MARK, hostile_names  # noqa: E402
from e2e.attacks.rows import finish, report  # noqa: E402
from e2e.pair import Person, running  # noqa: E402

REFUSED = (400, 415)
CONTENT = "Erika Example\nerika@example.com\n\nExperience\nClerk, Example Works, 2019 - 2022, {}\n"
KEY = re.compile(r"(?:[0-9a-f-]{36}/){3}(?!\.)[A-Za-z0-9._-]{1,120}")
SAFE = re.compile(r"attachment; filename=\"[A-Za-z0-9._ -]+\"; filename\*=UTF-8''[\w.%~-]+")


def main() -> None:
    """Print the rows; exit with 1 when a disguise worked."""
    with (
        tempfile.TemporaryDirectory(prefix="disguises-") as folder,
        running(
            Path(folder), parts=("resume-web", "resume-worker"), variables={"THROTTLES": "off"}
        ) as pair,
    ):
        person = Person(pair)
        disguised, named = _disguised(person), _named(person)
        named += _keys(Path(folder))
    finish([*disguised, *named])


def _disguised(person: Person) -> list[str]:
    """Upload contents that are not what they say; return which were taken for a résumé."""
    gave_way = []
    wrong = list(spoofed())
    for name, data in wrong:
        status = person.upload(data, name).status_code
        if status not in REFUSED:
            gave_way.append(f"{name}: HTTP {status}")
    double = list(harmless())
    for name, data, _ in double:
        gave_way += _harm(person, name, data)
    report("S6", "spoofed types and polyglots", len(wrong) + len(double), gave_way)
    return gave_way


def _harm(person: Person, name: str, data: bytes) -> list[str]:
    """Upload a file of two kinds; say what a browser would do with what comes back."""
    resume_id = person.parsed_resume(data, name)
    version = person.http.get(f"{person.resumes}/resumes/{resume_id}", timeout=30).json()[
        "latest_version"
    ]
    answer = person.http.get(f"{person.resumes}/files/{version['id']}", timeout=30)
    headers = answer.headers
    if headers.get("X-Content-Type-Options") != "nosniff":
        return [f"{name}: a browser may guess the type"]
    if not headers.get("Content-Disposition", "").startswith("attachment"):
        return [f"{name}: a browser may show it"]
    return []


def _named(person: Person) -> list[str]:
    gave_way, names = [], list(hostile_names())
    for number, name in enumerate(names):
        gave_way += [f"{name!r}: {what}" for what in _upload_named(person, name, number)]
    report("S6", "hostile file names", len(names), gave_way)
    return gave_way


def _upload_named(person: Person, name: str, number: int) -> list[str]:
    """Upload under a name, sent as it is, and look at the headers of every answer."""
    answer = _post(person, name, CONTENT.format(number).encode())
    if answer.status_code in REFUSED:
        return []
    if answer.status_code != 201:
        return [f"HTTP {answer.status_code}"]
    version = answer.json()["latest_version"]
    download = person.http.get(f"{person.resumes}/files/{version['id']}", timeout=30)
    shown = download.headers.get("Content-Disposition", "")
    troubles = [] if SAFE.fullmatch(shown) else [f"Content-Disposition {shown!r}"]
    others = {**answer.headers, **download.headers}
    others.pop("Content-Disposition", None)
    if any(MARK in f"{key}{value}" for key, value in others.items()):
        troubles.append("the name is in another header")
    if {"Set-Cookie", "X-Injected"} & download.headers.keys():
        troubles.append("the name made a header")
    return troubles


def _post(person: Person, name: str, data: bytes) -> requests.Response:
    """Send a multipart body made by hand: libraries would tidy the name."""
    border = "border-of-the-parts"
    plain = name.replace("\r", "%0D").replace("\n", "%0A").replace('"', "%22")
    raw = name.replace('"', '\\"') if quote(name) else plain
    head = f'--{border}\r\nContent-Disposition: form-data; name="file"; filename="{raw}"\r\n'
    body = head.encode("utf-8", "surrogatepass") + b"Content-Type: text/plain\r\n\r\n" + data
    return person.http.post(
        f"{person.resumes}/resumes",
        data=body + f"\r\n--{border}--\r\n".encode(),
        headers={"Content-Type": f"multipart/form-data; boundary={border}"},
        timeout=60,
    )


def _keys(folder: Path) -> list[str]:
    """Return what a name did to the data folder: odd letters in keys, files in wrong places."""
    stored = [path for path in folder.rglob("*") if path.is_file()]
    kept = folder / "files" / "resumes"
    keys = [path.relative_to(kept).as_posix() for path in stored if path.is_relative_to(kept)]
    strays = [path for path in stored if MARK in path.name and not path.is_relative_to(kept)]
    gave_way = [f"key {key}" for key in keys if not KEY.fullmatch(key)]
    gave_way += [f"stray file {path}" for path in strays]
    report("S6", "storage keys of the uploads", len(keys), gave_way)
    return gave_way


if __name__ == "__main__":
    main()
