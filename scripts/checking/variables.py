"""Every variable a service reads is explained in .env.example and handed on by compose.

Run as a module: prints the variables that are missing, and those that nothing reads.
"""

import re
import sys
from collections.abc import Iterator

from scripts.checking.projects import PROJECTS, Project
from scripts.launch.instance import ROOT

READ = re.compile(
    r"(?:env\.\w+\(|environ(?:\.get\(|\[)|required\(env,|getenv\()\s*[\"']([A-Z][A-Z0-9_]+)[\"']"
)
EXPLAINED = re.compile(r"^(?:# )?([A-Z][A-Z0-9_]+)=", re.MULTILINE)
HANDED_ON = re.compile(r"^\s+([A-Z][A-Z0-9_]+):", re.MULTILINE)
FILLED_IN = re.compile(r"\$\{([A-Z][A-Z0-9_]+)")
# Of the images and of the tools they hold, not of an installation.
INTERNAL = {
    "HOST", "DATA_DIR", "RESUME_PORT", "AI_PORT", "STATIC_ROOT", "DJANGO_SETTINGS_MODULE",
    "PROMETHEUS_MULTIPROC_DIR", "TESSDATA_PREFIX", "PATH",
}  # fmt: skip


def main() -> int:
    """Compare code, example and compose file; return 1 when they disagree."""
    findings = sorted(set(missing()))
    print("\n".join(findings) if findings else "code, .env.example and compose agree")
    return int(bool(findings))


def missing() -> Iterator[str]:
    """Yield one line for each variable that one of the three places lacks."""
    example = set(EXPLAINED.findall((ROOT / ".env.example").read_text()))
    compose = (ROOT / "docker-compose.yml").read_text()
    read = set().union(*(read_by(project) for project in PROJECTS))
    for name in read - example - INTERNAL:
        yield f"{name} is read, .env.example does not explain it"
    for name in read - set(HANDED_ON.findall(compose)) - INTERNAL:
        yield f"{name} is read, docker-compose.yml does not hand it on"
    for name in set(FILLED_IN.findall(compose)) - example:
        yield f"{name} fills docker-compose.yml in, .env.example does not explain it"
    known = read | set(FILLED_IN.findall(compose)) | INTERNAL
    for name in example - known - provider_keys(example):
        yield f"{name} is explained, nothing reads it"


def read_by(project: Project) -> set[str]:
    """Return the names of the variables a service's code reads."""
    folders = [f"{project.folder}/api", f"{project.folder}/{project.package}", "servicekit/src"]
    files = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    files.append(ROOT / project.folder / "gunicorn.conf.py")
    return {name for path in files for name in READ.findall(path.read_text())}


def provider_keys(names: set[str]) -> set[str]:
    """Return the names that models in the database may refer to."""
    return {name for name in names if name.endswith("_API_KEY")}


if __name__ == "__main__":
    sys.exit(main())
