"""Secrets of one local instance: made once, kept in its data folder, read by its owner only."""

import os
import secrets
from pathlib import Path

NAMES = ("RESUME_SECRET_KEY", "AI_SECRET_KEY", "DEMO_PASSWORD")


def load_or_create(data_dir: Path) -> dict[str, str]:
    """Return the instance's secrets by name; add the ones that are missing."""
    path = data_dir / "secrets.env"
    known = parse(path.read_text()) if path.is_file() else {}
    missing = {name: secrets.token_urlsafe(48) for name in NAMES if name not in known}
    if "DEMO_PASSWORD" in missing:
        missing["DEMO_PASSWORD"] = secrets.token_urlsafe(9)
    if missing:
        write(path, known | missing)
    return known | missing


def parse(text: str) -> dict[str, str]:
    """Read NAME=value lines."""
    pairs = (line.split("=", 1) for line in text.splitlines() if "=" in line)
    return {name.strip(): value.strip() for name, value in pairs}


def write(path: Path, values: dict[str, str]) -> None:
    """Replace the file in one step, never readable by others."""
    fresh = path.with_suffix(".new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.writelines(f"{name}={value}\n" for name, value in values.items())
    fresh.replace(path)
