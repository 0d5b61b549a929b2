"""R18: requests made up from the OpenAPI files: no 500, no answer that the file does not describe.

python -m e2e.fuzz [examples per operation]
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from e2e.pair import Pair, Person, running
from scripts.launch.instance import ROOT

CHECKS = (
    "not_a_server_error",
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
)
# Ending the caller's own session or account would leave nothing to fuzz with.
ENDS_THE_SESSION = ("auth_logout", "users_me_erase", "sessions_revoke", "users_me_password")
EXAMPLES = 20


def fuzz(base: str, access: str, examples: int) -> subprocess.CompletedProcess[str]:
    """Run schemathesis against one service as a logged-in caller."""
    command = [
        str(Path(sys.executable).parent / "schemathesis"),
        "run",
        f"{base}/api/schema",
        "--header",
        f"Authorization: Bearer {access}",
        "--header",
        "Prefer: wait=2",
        "--checks",
        ",".join(CHECKS),
        "--phases",
        "examples,coverage,fuzzing",
        "--max-examples",
        str(examples),
        "--generation-deterministic",
        "--suppress-health-check",
        "all",
        "--warnings",
        "off",
        "--continue-on-failure",
        "--no-color",
        "--request-timeout",
        "30",
    ]
    for operation in ENDS_THE_SESSION:
        command += ["--exclude-operation-id", operation]
    with tempfile.TemporaryDirectory() as folder:
        return subprocess.run(
            command,
            cwd=folder,
            env={**os.environ, "SCHEMATHESIS_HOOKS": "e2e.fuzz_hooks", "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            timeout=1800,
            check=False,
        )


def fuzz_pair(pair: Pair, examples: int) -> bool:
    """Fuzz both services, print what was found, and tell whether all went well."""
    person = Person(pair, "fuzz")
    well = True
    for base in (pair.instance.resume_url, pair.instance.ai_url):
        outcome = fuzz(base, person.access, examples)
        print(outcome.stdout[-6000:], outcome.stderr[-2000:])
        well = well and outcome.returncode == 0
    return well


def main() -> None:
    """Fuzz a pair of our own."""
    examples = int(sys.argv[1]) if len(sys.argv) > 1 else EXAMPLES
    variables = {"THROTTLES": "off", "ACCESS_TOKEN_MINUTES": "120"}
    with (
        tempfile.TemporaryDirectory(prefix="fuzz-") as folder,
        running(Path(folder), variables=variables) as pair,
    ):
        sys.exit(0 if fuzz_pair(pair, examples) else 1)


if __name__ == "__main__":
    main()
