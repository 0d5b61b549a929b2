"""Running the measuring programs one after the other."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence

from scripts.launch.instance import ROOT


def run_all(programs: Sequence[Sequence[str]]) -> None:
    """Run each program as `python -m …` and exit with 1 when one of them failed."""
    failed = [
        program
        for program in programs
        if subprocess.run([sys.executable, "-m", *program], cwd=ROOT, check=False).returncode
    ]
    for program in failed:
        print("failed:", *program)
    sys.exit(1 if failed else 0)
