"""One local instance of the pair: where it listens and where it keeps its data."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from scripts.launch import ports
from scripts.launch.failure import LaunchError

ROOT = Path(__file__).resolve().parent.parent.parent
HOST = "127.0.0.1"


@dataclass(frozen=True)
class Instance:
    """Ports and data folder of one running pair."""

    data_dir: Path
    resume_port: int
    ai_port: int

    @property
    def resume_url(self) -> str:
        """Return the résumé service's address."""
        return f"http://{HOST}:{self.resume_port}"

    @property
    def ai_url(self) -> str:
        """Return the AI service's address."""
        return f"http://{HOST}:{self.ai_port}"

    @property
    def logs(self) -> Path:
        """Return the folder each process writes its log to."""
        return self.data_dir / "logs"


def from_environment() -> Instance:
    """Read RESUME_PORT, AI_PORT and DATA_DIR; raise LaunchError for what cannot be used."""
    instance = Instance(
        data_dir=(ROOT / (os.environ.get("DATA_DIR") or "var")).absolute(),
        resume_port=ports.parse("RESUME_PORT", os.environ.get("RESUME_PORT") or "8000"),
        ai_port=ports.parse("AI_PORT", os.environ.get("AI_PORT") or "8001"),
    )
    if instance.resume_port == instance.ai_port:
        raise LaunchError(f"RESUME_PORT and AI_PORT are both {instance.ai_port}.")
    return instance


@contextmanager
def claim(data_dir: Path) -> Iterator[None]:
    """Make the data folder and hold it, so that two instances cannot share it."""
    try:
        data_dir.mkdir(parents=True, exist_ok=True)
        lock = os.open(data_dir / "run.lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise LaunchError(f"DATA_DIR {data_dir} cannot be used: {error.strerror}.") from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        os.close(lock)
        raise LaunchError(
            f"Another instance is running on {data_dir}. Choose another: make run DATA_DIR=…"
        ) from error
    try:
        yield
    finally:
        os.close(lock)
