"""A private MariaDB or MySQL server with the databases and users of init.sql."""

import getpass
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts.backends.server import Backend, NotAvailable, answers, find_program, running
from scripts.launch.instance import ROOT
from scripts.launch.ports import find_free

# What the suites use: test databases are made and dropped under any name.
TEST_USER = (
    "CREATE USER 'tests'@'127.0.0.1' IDENTIFIED BY 'tests'; "
    "GRANT ALL ON *.* TO 'tests'@'127.0.0.1';"
)
PAIR_USER = "pair"
PAIR_PASSWORD = "throwaway"


@contextmanager
def start(folder: Path) -> Iterator[Backend]:
    """Run a fresh server on a free port and a socket in its folder."""
    program = find("mariadbd", "mysqld")
    client = find("mariadb", "mysql")
    data, [port] = folder / "data", find_free(1)
    initialise(program, data)
    socket_path = folder / "s"  # the system bounds the length of a socket's path
    command = [
        program,
        *common_options(data),
        f"--socket={socket_path}",
        f"--port={port}",
        "--bind-address=127.0.0.1",
        "--skip-name-resolve",
        # Nothing here outlives the tests.
        "--innodb-flush-log-at-trx-commit=0",
        "--skip-innodb-doublewrite",
        "--character-set-server=utf8mb4",
        f"--pid-file={folder / 'server.pid'}",
    ]
    with running(command, folder, os.environ, answers(port)):
        run_sql([client, f"--socket={socket_path}", "--user=root"])
        yield Backend(
            name="database",
            program=version(program),
            per_service={
                "tests": {"DATABASE_URL": f"mysql://tests:tests@127.0.0.1:{port}/pair"},
                "resume": {"DATABASE_URL": address("resume", port, "resume_db")},
                "ai": {"DATABASE_URL": address("ai", port, "ai_suggestion_db")},
            },
        )


def find(*names: str) -> str:
    """Return the first program that is installed; raise NotAvailable when none is."""
    program = find_program(*names)
    if program is None:
        raise NotAvailable(f"neither of {', '.join(names)} is installed")
    return program


def common_options(data: Path) -> list[str]:
    """Return what set-up and server need alike; the machine's own configuration is not read."""
    return ["--no-defaults", f"--datadir={data}", f"--user={getpass.getuser()}"]


def initialise(program: str, data: Path) -> None:
    """Make the system tables; raise NotAvailable with the last line of what went wrong."""
    if "maria" in version(program).lower():
        maker = find("mariadb-install-db", "mysql_install_db")
        command = [maker, *common_options(data), "--auth-root-authentication-method=normal"]
        command.append("--skip-test-db")  # with it come nameless users, who would win over ours
    else:
        command = [program, *common_options(data), "--initialize-insecure"]
    result = subprocess.run(command, capture_output=True, text=True)
    if result.returncode != 0:
        lines = (result.stderr or result.stdout).strip().splitlines()
        raise NotAvailable(f"its tables could not be made: {lines[-1:]}")


def version(program: str) -> str:
    """Return the server's name and version."""
    answer = subprocess.run([program, "--no-defaults", "--version"], capture_output=True, text=True)
    words = answer.stdout.split()
    number = words[words.index("Ver") + 1] if "Ver" in words else answer.stdout.strip()
    return f"MariaDB {number.split('-')[0]}" if "MariaDB" in answer.stdout else f"MySQL {number}"


def run_sql(client: list[str]) -> None:
    """Make the pair's databases and users as production does, and the user of the suites."""
    names = f"SET @db_user = '{PAIR_USER}', @db_password = '{PAIR_PASSWORD}'"
    script = (ROOT / "init.sql").read_text() + TEST_USER
    command = [client[0], "--no-defaults", *client[1:], f"--init-command={names}"]
    result = subprocess.run(command, input=script, capture_output=True, text=True)
    if result.returncode != 0:
        raise RuntimeError(f"init.sql failed: {result.stderr.strip()}")


def address(service: str, port: int, database: str) -> str:
    """Return the URL of a service's own database."""
    return f"mysql://{PAIR_USER}_{service}:{PAIR_PASSWORD}@127.0.0.1:{port}/{database}"
