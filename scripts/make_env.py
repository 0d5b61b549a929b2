"""Write .env from .env.example with a fresh secret for each required variable.

Standard library only: it runs on a machine that has nothing but Docker and Python.
"""

import os
import secrets
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MARK = "# REQUIRED."


def main() -> int:
    """Write the file; refuse to replace one that is there."""
    target = ROOT / ".env"
    if target.exists():
        print(".env is there already; it is left as it is.", file=sys.stderr)
        return 1
    text = fill((ROOT / ".env.example").read_text())
    with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
    print("Wrote .env with fresh secrets.")
    return 0


def fill(example: str) -> str:
    """Return the example with a secret behind each variable that is marked as required."""
    lines: list[str] = []
    required = False
    for line in example.splitlines():
        empty = required and line.endswith("=")
        lines.append(line + secrets.token_hex(32) if empty else line)
        required = line.startswith(MARK) or (required and line.startswith("#"))
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main())
