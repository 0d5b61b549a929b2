"""A private S3 server that checks real signatures: rclone, from its wheel."""

import os
import secrets
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts.backends.server import Backend, NotAvailable, answers, running
from scripts.launch.ports import find_free

BUCKET = "resumes"


@contextmanager
def start(folder: Path) -> Iterator[Backend]:
    """Serve a folder by the S3 protocol."""
    program = shutil.which("rclone", path=str(Path(sys.executable).parent)) or shutil.which(
        "rclone"
    )
    if program is None:
        raise NotAvailable("rclone is not installed")
    [port] = find_free(1)
    key, secret = secrets.token_hex(10), secrets.token_hex(20)
    (folder / "objects" / BUCKET).mkdir(parents=True)
    command = [program, "serve", "s3", "--addr", f"127.0.0.1:{port}", "--auth-key"]
    command += [f"{key},{secret}", "--config", str(folder / "rclone.conf"), str(folder / "objects")]
    ready = answers(port, b"GET / HTTP/1.0\r\n\r\n", b"HTTP/1.")
    with running(command, folder, os.environ, ready):
        yield Backend(
            name="storage",
            program="rclone serve s3",
            variables={
                "AWS_ACCESS_KEY_ID": key,
                "AWS_SECRET_ACCESS_KEY": secret,
                "AWS_STORAGE_BUCKET_NAME": BUCKET,
                "AWS_S3_REGION_NAME": "us-east-1",
                "AWS_S3_ENDPOINT_URL": f"http://127.0.0.1:{port}",
            },
        )
