"""What must not stand in any tracked file: machine paths, registries, secrets.

Run as a module: prints each finding as path:line and what it is.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from scripts.launch.instance import ROOT

# Each pattern is written so that it does not find itself.
PATTERNS = {
    "a path of one machine": re.compile(
        # A digit after /work/ is a JSON pointer into a résumé.
        r"(?<![\w./])/(?:work/[a-z.]|root/\w|Users/\w)|/home/(?!app\b)\w+/\w"
    ),
    "a package registry's address": re.compile(
        r"(?:--(?:extra-)?index-url|--find-links|--trusted-host)[ =]|pypi\.[o]rg/simple"
    ),
    "a private key": re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-{5}"),
    "an access key": re.compile(
        r"\b(?:AKIA(?!IOSFODNN7EXAMPLE)[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{30,}"
        r"|sk-(?:proj-|ant-)?[A-Za-z0-9]{24,}|xox[bp]-[0-9A-Za-z-]{20,}"
        r"|AIza[0-9A-Za-z_-]{35}|[rs]k_live_[0-9A-Za-z]{20,})"
    ),
    "a signed token": re.compile(r"\beyJ[\w-]{20,}\.eyJ[\w-]{20,}\.[\w-]{20,}"),
}


def main() -> int:
    """Look through all tracked files; return 1 when something was found."""
    findings = [finding for path in tracked_files() for finding in look_through(path)]
    print("\n".join(findings) if findings else "nothing found")
    return int(bool(findings))


def tracked_files() -> list[Path]:
    """Return what git tracks."""
    command = ["git", "ls-files", "-z"]
    listing = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    paths = (ROOT / name for name in listing.stdout.split("\0") if name)
    return [path for path in paths if path.is_file()]


def look_through(path: Path) -> Iterator[str]:
    """Yield one line for each thing that must not be there."""
    for number, line in enumerate(path.read_text(errors="replace").splitlines(), 1):
        for what, pattern in PATTERNS.items():
            if pattern.search(line):
                yield f"{path.relative_to(ROOT)}:{number}: {what}"


if __name__ == "__main__":
    sys.exit(main())
