"""`make bench`: every performance row, one program after the other."""

from __future__ import annotations

import subprocess
import sys

from scripts.launch.instance import ROOT

PROGRAMS = (
    ("e2e.bench.lists",),
    ("e2e.bench.suggestions", "200"),
    ("e2e.bench.transfers",),
    ("e2e.bench.footprint",),
    ("e2e.bench.rendering",),
)


def main() -> None:
    """Run the programs; a figure never fails, a program that breaks does."""
    broken = [
        program
        for program in PROGRAMS
        if subprocess.run([sys.executable, "-m", *program], cwd=ROOT, check=False).returncode
    ]
    for program in broken:
        print("did not run to its end:", *program)
    sys.exit(1 if broken else 0)


if __name__ == "__main__":
    main()
