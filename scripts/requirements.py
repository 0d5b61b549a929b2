"""Compile each requirements.in into its requirements.txt, with the same pins everywhere."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = (
    "resume_management_service/requirements.in",
    "resume_management_service/requirements-mysql.in",
    "ai_suggestion_service/requirements.in",
    "ai_suggestion_service/requirements-mysql.in",
    "requirements-dev.in",
)
# Where a registry is configured is a machine's own affair and has no place in the files.
OPTIONS = (
    "--quiet",
    "--strip-extras",
    "--allow-unsafe",
    "--no-emit-index-url",
    "--no-emit-trusted-host",
    "--no-emit-find-links",
    "--no-emit-options",
)


def main() -> int:
    """Resolve all sources together, then write one file for each."""
    with tempfile.TemporaryDirectory() as folder:
        together = Path(folder) / "together.txt"
        compile_pins(SOURCES, together)
        pins = together.read_text()
    for source in SOURCES:
        output = Path(source).with_suffix(".txt")
        # pip-compile prefers the pins an output file already holds: this keeps the files in step.
        (ROOT / output).write_text(pins)
        compile_pins((source,), output)
        print(f"wrote {output}")
    return 0


def compile_pins(sources: tuple[str, ...], output: Path) -> None:
    """Run pip-compile from the repository root, so that its notes hold relative paths."""
    environment = os.environ | {"CUSTOM_COMPILE_COMMAND": "make requirements"}
    command = [sys.executable, "-m", "piptools", "compile", *OPTIONS, "-o", str(output), *sources]
    subprocess.run(command, cwd=ROOT, env=environment, check=True)


if __name__ == "__main__":
    sys.exit(main())
