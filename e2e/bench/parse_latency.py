"""P15: from the upload of a two-page résumé to `completed`.

Runs from the repository root: `python -m e2e.bench.parse_latency`. The clock starts before the
upload is sent and stops with the first answer that says `completed`; the résumé is asked for every
few milliseconds.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pypdfium2

from e2e.bench.figures import report
from e2e.pair import Person, running
from e2e.quality.corpus.build import samples
from e2e.quality.corpus.designs import DESIGNS

UPLOADS = 40
WARM = 5
PAGES = 2
PAUSE = 0.004
PATIENCE = 30.0


def main() -> None:
    """Print the row."""
    files = [data for data, _ in zip(_two_pages(), range(UPLOADS + WARM), strict=False)]
    with (
        tempfile.TemporaryDirectory(prefix="bench-") as folder,
        running(
            Path(folder), parts=("resume-web", "resume-worker"), variables={"THROTTLES": "off"}
        ) as pair,
    ):
        person = Person(pair)
        seconds = [_read(person, data, f"cv {place}.pdf") for place, data in enumerate(files)]
    measured = sorted(seconds[WARM:])
    report(
        "P15",
        f"upload to completed, {PAGES} pages",
        f"{statistics.median(measured):.3f} s",
        "at most 0.150 s",
        f"p95 {measured[int(0.95 * len(measured))]:.3f} s of {len(measured)}",
    )


def _two_pages() -> Iterator[bytes]:
    """Yield PDF résumés of two pages, all different."""
    designs = [design for design in DESIGNS if design.kind == "pdf"]
    for sample in samples(each=20, seed=15, designs=designs):
        if len(pypdfium2.PdfDocument(sample.data)) == PAGES:
            yield sample.data


def _read(person: Person, data: bytes, name: str) -> float:
    """Return the seconds until a file has been read; raises when it cannot be."""
    begun = time.perf_counter()
    answer = person.upload(data, name)
    answer.raise_for_status()
    url = f"{person.resumes}/resumes/{answer.json()['id']}"
    while time.perf_counter() - begun < PATIENCE:
        status = person.http.get(url, timeout=30).json()["latest_version"]["parse_status"]
        if status == "completed":
            return time.perf_counter() - begun
        if status == "failed":
            raise RuntimeError(f"{name} could not be read")
        time.sleep(PAUSE)
    raise TimeoutError(f"{name} was not read within {PATIENCE:.0f} s")


if __name__ == "__main__":
    main()
