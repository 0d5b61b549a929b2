"""Write each service's openapi.yaml anew, or compare it with the code (`--check`)."""

import argparse
import difflib
import subprocess
import sys
import tempfile
from pathlib import Path

from scripts.checking.projects import PROJECTS, Project
from scripts.launch.instance import ROOT


def main() -> int:
    """Write or compare both files; return 1 when one is stale or does not validate."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, show what differs")
    options = parser.parse_args()
    step = compare if options.check else write
    return max([step(project) for project in PROJECTS])


def write(project: Project) -> int:
    """Replace the committed file."""
    return generate(project, ROOT / project.folder / "openapi.yaml")


def compare(project: Project) -> int:
    """Show how the committed file differs from what the code says now."""
    committed = ROOT / project.folder / "openapi.yaml"
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder) / "openapi.yaml"
        if generate(project, fresh) != 0:
            return 1
        now = fresh.read_text().splitlines()
    before = committed.read_text().splitlines() if committed.is_file() else []
    difference = list(difflib.unified_diff(before, now, "committed", "code", lineterm="", n=1))
    if difference:
        print(f"{project.folder}/openapi.yaml is stale; run make openapi. It differs so:")
        print("\n".join(difference[:40]))
    return int(bool(difference))


def generate(project: Project, output: Path) -> int:
    """Let drf-spectacular write the schema; a warning counts as a failure."""
    command = [sys.executable, "manage.py", "spectacular", "--validate", "--fail-on-warn"]
    command += ["--file", str(output)]
    folder = ROOT / project.folder
    return subprocess.run(command, cwd=folder, env=project.environment()).returncode


if __name__ == "__main__":
    sys.exit(main())
