"""The commands of the README's tour, run as they stand there."""

from __future__ import annotations

import re
import subprocess

from e2e.pair import Pair
from scripts.launch.instance import ROOT


def test_the_tour_of_the_readme_works(pair: Pair) -> None:
    tour = re.search(r"```bash tour\n(.*?)```", (ROOT / "README.md").read_text(), re.DOTALL)
    assert tour is not None
    script = tour[1].replace("http://127.0.0.1:8000", pair.instance.resume_url)
    script = script.replace("http://127.0.0.1:8001", pair.instance.ai_url)

    outcome = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", script],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert outcome.returncode == 0, outcome.stderr
    lines = outcome.stdout.splitlines()
    assert lines[0] == "Senior Backend Engineer", outcome.stdout
    assert 0 <= float(lines[1]) <= 100
    assert "True" in lines
    assert re.fullmatch(r"%PDF-[0-9a-f]{64}", lines[-1])
