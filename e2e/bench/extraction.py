"""P8: sandboxed text extraction of 500 résumés against one `pdftotext` process a file.

Runs from the repository root: `python -m e2e.bench.extraction [--files N]`. Both sides read the
same PDF files of our own corpus, in turn, one after the other on the same cores; the words that
each finds are counted too.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(_ROOT / "resume_management_service"))

from api.extraction.sandbox import ParserSandbox  # noqa: E402
from e2e.bench.figures import in_turn, report, timed  # noqa: E402
from e2e.quality.corpus.build import samples  # noqa: E402
from e2e.quality.corpus.designs import DESIGNS  # noqa: E402

FILES = 500
ROUNDS = 5
CHILDREN = 2
_PROGRAM = "pdftotext"


def main() -> None:
    """Print the row, or that there is nothing to compare with."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--files", type=int, default=FILES)
    wanted = reader.parse_args().files
    if shutil.which(_PROGRAM) is None:
        print(f"P8   {_PROGRAM} is not installed (poppler-utils): nothing to compare with")
        return
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        files = _written(Path(folder), wanted)
        with ParserSandbox(children=CHILDREN, ocr=False) as sandbox:
            sandbox.start()
            _compare(sandbox, files)


def _written(folder: Path, wanted: int) -> list[Path]:
    """Write PDF résumés of every design into a folder."""
    designs = [design for design in DESIGNS if design.kind == "pdf"]
    each = -(-wanted // len(designs))
    files = []
    for sample in samples(each=each, seed=8, designs=designs):
        path = folder / f"{sample.name}.pdf"
        path.write_bytes(sample.data)
        files.append(path)
    return files[:wanted]


def _compare(sandbox: ParserSandbox, files: list[Path]) -> None:
    for workers, how in ((1, "one after the other"), (CHILDREN, f"{CHILDREN} at once")):
        ours = partial(_all, partial(_read, sandbox), files, workers)
        theirs = partial(_all, _pdftotext, files, workers)
        seconds = in_turn(
            {"ours": lambda work=ours: timed(work), "theirs": lambda work=theirs: timed(work)},
            rounds=ROUNDS,
        )
        report(
            "P8",
            f"text of {len(files)} résumés, {how}",
            f"{seconds['ours'] / seconds['theirs']:.2f}×",
            "at most 1.0×",
            f"{seconds['ours']:.2f} s : {seconds['theirs']:.2f} s",
        )
    words = [sum(map(_words, side())) for side in (ours, theirs)]
    report("P8", "words found", f"{words[0] / words[1]:.3f}×", "at least 1.0×", f"{words}")


def _all(read: object, files: list[Path], workers: int) -> list[str]:
    assert callable(read)
    if workers == 1:
        return [read(path) for path in files]
    with ThreadPoolExecutor(workers) as pool:
        return list(pool.map(read, files))


def _read(sandbox: ParserSandbox, path: Path) -> str:
    with path.open("rb") as file:
        return str(sandbox.read(file, "pdf")["text"])


def _pdftotext(path: Path) -> str:
    command = [_PROGRAM, "-q", "-enc", "UTF-8", str(path), "-"]
    return subprocess.run(command, capture_output=True, check=True).stdout.decode()


def _words(text: str) -> int:
    """Count letters and digits, which do not depend on where words are parted."""
    return len(re.findall(r"\w", text))


if __name__ == "__main__":
    main()
