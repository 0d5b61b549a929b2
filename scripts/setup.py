"""Create the local virtual environment and install what both services need.

Runs on a bare interpreter, before anything is installed: standard library only.
"""

import argparse
import fcntl
import hashlib
import os
import subprocess
import sys
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUNTIME = (
    "resume_management_service/requirements.txt",
    "ai_suggestion_service/requirements.txt",
)
DEVELOPMENT = (*RUNTIME, "requirements-dev.txt")
LOCAL_PACKAGES = ("servicekit/src", "lexicon/src")


def main() -> int:
    """Bring the environment up to date; do nothing when it already is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--dev", action="store_true", help="also what tests and checks need")
    options = parser.parse_args()
    target = (ROOT / options.folder).absolute()
    with one_at_a_time():
        return prepare(target, development=options.dev)


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Let a second set-up of the same checkout wait for the first."""
    folder = os.open(ROOT, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def prepare(target: Path, *, development: bool) -> int:
    """Install the requirements into `target`; return the exit status."""
    files = DEVELOPMENT if development else RUNTIME
    wanted = fingerprint(target, files)
    done = [target / ".installed-dev", target / ".installed"]
    stamp = done[0] if development else done[1]
    if stamp.is_file() and stamp.read_text() == wanted and python_of(target).exists():
        return 0
    try:
        create(target)
        install(target, files)
    except (subprocess.CalledProcessError, OSError) as failure:
        print(f"Set-up failed: {failure}", file=sys.stderr)
        print("Run make again once the cause is gone.", file=sys.stderr)
        return 2
    stamp.write_text(wanted)
    if development:
        done[1].write_text(fingerprint(target, RUNTIME))
    return 0


def fingerprint(target: Path, files: tuple[str, ...]) -> str:
    """Hash all that decides what is installed: where, for which Python, which pins."""
    parts = [str(target), str(ROOT), f"{sys.version_info[:2]}"]
    parts += [(ROOT / name).read_text() for name in files]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def create(target: Path) -> None:
    """Make the virtual environment, anew when it belongs to another Python version."""
    if python_of(target).exists() and version_of(target) == sys.version_info[:2]:
        return
    print(f"Setting up {target.name} with Python {sys.version.split()[0]} …", flush=True)
    try:
        venv.create(target, with_pip=True, clear=target.exists(), symlinks=True)
    except subprocess.CalledProcessError:
        print("The venv module has no pip: on Debian and Ubuntu, apt install python3-venv.")
        raise


def version_of(target: Path) -> tuple[int, int] | None:
    """Ask the environment's interpreter for its version; None when it or its pip is broken."""
    code = "import pip, sys; print(*sys.version_info[:2])"
    answer = subprocess.run([python_of(target), "-c", code], capture_output=True, text=True)
    if answer.returncode != 0:
        return None
    major, minor = answer.stdout.split()
    return int(major), int(minor)


def install(target: Path, files: tuple[str, ...]) -> None:
    """Install the pinned wheels and put our own packages on the path."""
    print("Installing the requirements (wheels only) …", flush=True)
    pip = [str(python_of(target)), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    names = [part for name in files for part in ("-r", str(ROOT / name))]
    subprocess.run([*pip, "--only-binary", ":all:", *names], check=True)
    # A path file does what an editable install does, and needs no build backend.
    lines = [str(ROOT / source) for source in LOCAL_PACKAGES]
    (site_packages(target) / "local-packages.pth").write_text("\n".join(lines) + "\n")


def python_of(target: Path) -> Path:
    """Return the environment's interpreter."""
    return target / "bin" / "python"


def site_packages(target: Path) -> Path:
    """Return the folder the environment imports from."""
    version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    return target / "lib" / version / "site-packages"


if __name__ == "__main__":
    sys.exit(main())
