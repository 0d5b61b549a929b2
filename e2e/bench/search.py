"""P9 and P12: a search with three skills, first and deep page, at several numbers of résumés.

Runs from the repository root: `python -m e2e.bench.search [10000 100000] [--full] [--explain]`.
A private server of the MySQL family is filled with synthetic rows; --full adds a million résumés,
which takes minutes and some gigabytes.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from scripts.backends import mysql
from scripts.launch.instance import ROOT
from scripts.testing.servers import require_driver

SIZES = (10_000, 100_000)
FULL = 1_000_000


def main() -> None:
    """Start the server and measure on it, in a process of its own with the service's settings."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("sizes", type=int, nargs="*", default=list(SIZES))
    reader.add_argument("--full", action="store_true", help=f"add {FULL} résumés")
    reader.add_argument("--explain", action="store_true", help="print the query plans")
    arguments = reader.parse_args()
    sizes = [*arguments.sizes, *([FULL] if arguments.full else [])]
    require_driver()
    with (
        tempfile.TemporaryDirectory(prefix="bench-search-") as folder,
        mysql.start(Path(folder)) as server,
    ):
        print(f"{server.program}, {os.cpu_count()} cores", flush=True)
        # The suites' user may load files; the database is one that is there.
        address = server.per_service["tests"]["DATABASE_URL"].rpartition("/")[0]
        environment = {
            **os.environ,
            "DATABASE_URL": f"{address}/resume_db",
            "DJANGO_SETTINGS_MODULE": "resume_management.settings",
            "RESUME_SECRET_KEY": "bench-" + "x" * 40,
            "DATA_DIR": folder,
            "LOG_LEVEL": "WARNING",
        }
        command = [sys.executable, "-m", "e2e.bench.search_pages", folder, *map(str, sizes)]
        command += ["--explain"] if arguments.explain else []
        subprocess.run(command, cwd=ROOT, env=environment, check=True)


if __name__ == "__main__":
    main()
