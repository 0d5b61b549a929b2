"""P6, P7: uploads and downloads of 10 MB against the bare storage calls, and a 304."""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import boto3
import requests
from botocore.config import Config

from e2e.bench.figures import in_turn, report, requests_per_second, timed
from e2e.bench.lists import BENCH_ENVIRONMENT, BENCH_WEB
from e2e.pair import Pair, Person, running
from scripts.backends import s3

SIZE = 10 * 1024 * 1024 - 4096
NOISE = os.urandom(SIZE)


def _fresh(number: list[int]) -> bytes:
    """Return a file of the size of a scanned résumé that no earlier one equals."""
    number[0] += 1
    head = f"%PDF-1.7\n% {number[0]}\nstream\n".encode()
    return head + NOISE[: SIZE - len(head) - 6] + b"\n%%EOF"


def main() -> None:
    """Print the rows, on a server that speaks S3."""
    with tempfile.TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        (folder / "s3").mkdir()
        with (
            s3.start(folder / "s3") as backend,
            running(
                folder / "pair",
                parts=("resume-web",),
                per_service={"resume": {**BENCH_ENVIRONMENT, **backend.variables}},
                commands=BENCH_WEB,
            ) as pair,
        ):
            _measure(pair, dict(backend.variables))


def _measure(pair: Pair, variables: dict[str, str]) -> None:
    person, bucket, storage = Person(pair), variables["AWS_STORAGE_BUCKET_NAME"], _client(variables)
    number = [0]

    def put() -> None:
        data = _fresh(number)
        storage.put_object(Bucket=bucket, Key=f"bench/{number[0]}", Body=data)

    def through_api() -> None:
        person.upload(_fresh(number), "cv.pdf").raise_for_status()

    def presigned() -> None:
        data = _fresh(number)
        ticket = _promise(person, len(data))
        requests.put(ticket["url"], data, headers=ticket["headers"], timeout=60).raise_for_status()

    with _PeakMemory(pair.processes["resume-web"].pid) as memory:
        through_api()
        memory.start()
        uploads = in_turn(_timers({"put": put, "api": through_api, "presigned": presigned}))
    _report_uploads(uploads, memory.grown_megabytes)
    _downloads(pair, person, storage, bucket)


def _report_uploads(seconds: dict[str, float], grown: float) -> None:
    shown = {name: f"{value * 1000:.0f} ms" for name, value in seconds.items()}
    for name, what, reach in (
        ("api", "upload of 10 MB through the API", "at most 1.15×"),
        ("presigned", "presigned upload of 10 MB", "at most 1.05×"),
    ):
        ratio = seconds[name] / seconds["put"]
        report("P6", what, f"{ratio:.2f}×", reach, f"{shown[name]} : {shown['put']}")
    report("P6", "memory added by uploads", f"{grown:.1f} MB", "at most 8 MB", "")


def _downloads(pair: Pair, person: Person, storage: Any, bucket: str) -> None:
    version = person.upload(_fresh([10_000]), "cv.pdf").json()["latest_version"]
    url = f"{person.resumes}/files/{version['id']}"
    (stored,) = [
        item["Key"]
        for item in storage.list_objects_v2(Bucket=bucket, Prefix="resumes/")["Contents"]
        if version["id"] in item["Key"]
    ]

    def direct() -> None:
        body = storage.get_object(Bucket=bucket, Key=stored)["Body"]
        for _ in body.iter_chunks(256 * 1024):
            pass

    def ours() -> None:
        with person.http.get(url, stream=True, timeout=60) as response:
            for _ in response.iter_content(256 * 1024):
                pass

    seconds = in_turn(_timers({"direct": direct, "ours": ours}))
    report(
        "P7",
        "download of 10 MB against storage itself",
        f"{seconds['direct'] / seconds['ours']:.2f}×",
        "at least 0.80×",
        f"{seconds['ours'] * 1000:.0f} ms : {seconds['direct'] * 1000:.0f} ms",
    )
    _not_modified(pair, person, url)


def _not_modified(pair: Pair, person: Person, url: str) -> None:
    with person.http.get(url, stream=True, timeout=60) as response:
        etag = response.headers["ETag"]
    headers = {"Authorization": f"Bearer {person.access}", "If-None-Match": etag}
    trivial = f"{pair.instance.resume_url}/bench/guarded"
    rates = in_turn(
        {
            "ours": lambda: requests_per_second(url, headers),
            "trivial": lambda: requests_per_second(trivial, headers),
        }
    )
    report(
        "P7",
        "a 304 against a trivial view with a login",
        f"{rates['ours'] / rates['trivial']:.2f}×",
        "at least 0.90×",
        f"{rates['ours']:.0f}/s : {rates['trivial']:.0f}/s",
    )


def _timers(work: dict[str, Callable[[], None]]) -> dict[str, Callable[[], float]]:
    return {name: lambda one=one: timed(one) for name, one in work.items()}  # type: ignore[misc]


def _promise(person: Person, size: int) -> dict[str, Any]:
    body = {"filename": "cv.pdf", "mime_type": "application/pdf", "size": size}
    answer = person.http.post(f"{person.resumes}/resumes/presign", json=body, timeout=30)
    answer.raise_for_status()
    ticket: dict[str, Any] = answer.json()["upload"]
    return ticket


def _client(variables: dict[str, str]) -> Any:
    return boto3.client(
        "s3",
        region_name=variables["AWS_S3_REGION_NAME"],
        endpoint_url=variables["AWS_S3_ENDPOINT_URL"],
        aws_access_key_id=variables["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=variables["AWS_SECRET_ACCESS_KEY"],
        config=Config(
            s3={"addressing_style": "path"}, request_checksum_calculation="when_required"
        ),
    )


class _PeakMemory:
    """Watches the resident memory of a process and its children."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._stop = threading.Event()
        self._base = self._peak = 0.0
        self._thread = threading.Thread(target=self._watch)

    def __enter__(self) -> _PeakMemory:
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def start(self) -> None:
        """Take the present memory as the base and begin to watch."""
        self._base = self._peak = self._resident()
        self._thread.start()

    @property
    def grown_megabytes(self) -> float:
        """Return how much the peak lies over the base."""
        return self._peak - self._base

    def _watch(self) -> None:
        while not self._stop.wait(0.01):
            self._peak = max(self._peak, self._resident())

    def _resident(self) -> float:
        return sum(resident_megabytes(pid) for pid in family(self._pid))


def family(pid: int) -> list[int]:
    """Return the process and its children."""
    task = Path(f"/proc/{pid}/task/{pid}/children")
    children = [int(child) for child in task.read_text().split()] if task.exists() else []
    return [pid, *children]


def resident_megabytes(pid: int) -> float:
    """Return the resident memory of a process, 0 when it is gone."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1024**2


if __name__ == "__main__":
    main()
