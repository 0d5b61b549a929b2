"""Run every check that needs no server (`make check`) and list what failed."""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from scripts.checking.projects import PROJECTS, Project
from scripts.launch.instance import ROOT

BIN = Path(sys.executable).parent
MANAGE = (sys.executable, "-W", "error", "manage.py")
PLAIN_PACKAGES = ("servicekit", "lexicon")


@dataclass(frozen=True)
class Check:
    """A command that succeeds when all is well."""

    name: str
    command: tuple[str, ...]
    folder: Path = ROOT
    environment: Mapping[str, str] = field(default_factory=lambda: os.environ, repr=False)


def main() -> int:
    """Run all checks, also after a failure; return 1 when one failed."""
    failed = [check.name for check in all_checks() if not passes(check)]
    print(f"\nFAILED: {', '.join(failed)}" if failed else "\nAll checks passed.")
    return int(bool(failed))


def all_checks() -> list[Check]:
    """Return the checks, quick ones first."""
    checks = [
        Check("ruff", (str(BIN / "ruff"), "check", ".")),
        Check("format", (str(BIN / "ruff"), "format", "--check", ".")),
        Check("tree", (sys.executable, "-m", "scripts.checking.tree")),
        Check("variables", (sys.executable, "-m", "scripts.checking.variables")),
        Check("requirements", (sys.executable, "-m", "scripts.checking.dependencies")),
        Check("imports", (str(BIN / "lint-imports"), "--no-logo")),
        Check("openapi", (sys.executable, "-m", "scripts.openapi", "--check")),
        Check("types: scripts", (str(BIN / "mypy"), "scripts", "gateway")),
    ]
    for name in PLAIN_PACKAGES:
        checks.append(Check(f"types: {name}", (str(BIN / "mypy"), "src"), ROOT / name))
    for project in PROJECTS:
        checks += project_checks(project)
    return checks


def project_checks(project: Project) -> list[Check]:
    """Return what is checked for each Django project."""
    folder, plain = ROOT / project.folder, project.environment()
    deployed = project.environment(production=True)
    levels = ("--fail-level", "WARNING")

    def named(name: str, *command: str, environment: Mapping[str, str] = plain) -> Check:
        return Check(f"{name}: {project.package}", command, folder, environment)

    return [
        named("imports", str(BIN / "lint-imports"), "--no-logo"),
        named("system", *MANAGE, "check", *levels),
        named("deploy", *MANAGE, "check", "--deploy", *levels, environment=deployed),
        named("migrations", *MANAGE, "makemigrations", "--check", "--dry-run"),
        named("types", str(BIN / "mypy"), "api", project.package),
    ]


def passes(check: Check) -> bool:
    """Run a check; print its output only when it fails."""
    result = subprocess.run(
        check.command,
        cwd=check.folder,
        env=dict(check.environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    ok = result.returncode == 0
    print(f"{'ok    ' if ok else 'FAILED'} {check.name}", flush=True)
    if not ok:
        print(result.stdout, flush=True)
    return ok


if __name__ == "__main__":
    sys.exit(main())
