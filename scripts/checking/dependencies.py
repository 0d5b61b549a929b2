"""Compare what each service imports with what its requirements.in names.

Run as a module: prints what is imported but not required, and required but never named in code.
"""

import ast
import re
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

from scripts.checking.projects import PROJECTS, Project
from scripts.launch.instance import ROOT

SHARED = ("servicekit/src", "lexicon/src")
OWN = {"api", "servicekit", "lexicon", *(project.package for project in PROJECTS)}
# Needed at run time without being named in code: the server, a cache's driver, PyJWT's extra.
UNNAMED = {"gunicorn", "redis", "async-timeout", "cryptography", "argon2-cffi"}


def main() -> int:
    """Check both services; return 1 when a file and its code disagree."""
    findings = [finding for project in PROJECTS for finding in compare(project)]
    print("\n".join(findings) if findings else "imports and requirements agree")
    return int(bool(findings))


def compare(project: Project) -> Iterator[str]:
    """Yield one line for each disagreement."""
    required = required_by(project)
    sources = source_files(project)
    providers = packages_distributions()
    for module, path in sorted(imported_by(sources).items()):
        names = {normalised(name) for name in providers.get(module, [module])}
        if not names & required:
            yield f"{path.relative_to(ROOT)} imports {module}, {project.folder} does not require it"
    text = "\n".join(path.read_text() for path in sources)
    for name in sorted(required - UNNAMED):
        modules = [
            module for module, owners in providers.items() if name in map(normalised, owners)
        ]
        if not any(re.search(rf"\b{re.escape(module)}\b", text) for module in modules):
            yield f"{project.folder} requires {name}, no code names it"


def required_by(project: Project) -> set[str]:
    """Return the distributions a service's requirements.in names."""
    lines = (ROOT / project.folder / "requirements.in").read_text().splitlines()
    names = (re.match(r"[A-Za-z0-9._-]+", line) for line in lines)
    return {normalised(match[0]) for match in names if match}


def source_files(project: Project) -> list[Path]:
    """Return the code an image of the service holds."""
    folders = [f"{project.folder}/api", f"{project.folder}/{project.package}", *SHARED]
    files = [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
    return [*files, ROOT / project.folder / "gunicorn.conf.py"]


def imported_by(paths: list[Path]) -> dict[str, Path]:
    """Return each outside top-level module with one file that imports it."""
    found: dict[str, Path] = {}
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text())):
            for module in modules_of(node):
                if module not in OWN and module not in sys.stdlib_module_names:
                    found.setdefault(module, path)
    return found


def modules_of(node: ast.AST) -> list[str]:
    """Return the top-level modules of an import statement."""
    if isinstance(node, ast.Import):
        return [alias.name.partition(".")[0] for alias in node.names]
    if isinstance(node, ast.ImportFrom) and node.module and not node.level:
        return [node.module.partition(".")[0]]
    return []


def normalised(name: str) -> str:
    """Return a distribution's name as the index compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    sys.exit(main())
