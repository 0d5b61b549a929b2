"""R9: 1,000 debits at once on 500 credits, while others lock the same rows crosswise.

python -m e2e.chaos.credits [how many debits, default 1000]
"""

from __future__ import annotations

import importlib
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import requests

from e2e.chaos.databases import Database, run_on_each
from e2e.chaos.ledger import Ledger, ledger_of
from e2e.pair import Pair, Person, running

RESUME = b"Ada Example\n\nExperience\nDeveloper, Example Works, 2019 - 2022\n- Python and Django\n"
JOB = "Requirements:\n- Python\n- Django\n"
PARTS = ("resume-web", "resume-worker", "ai-web")
SETTLE_SECONDS = 180.0
# More rows changed than a request changes: InnoDB lets the smaller transaction be the victim.
BALLAST = 60


def main() -> None:
    """Print what held on each database; exit with 1 when something did not."""
    run_on_each(_run, 1000)


def _run(database: Database, count: int) -> list[str]:
    credits = count // 2
    variables = {
        "BILLING_ENABLED": "1",
        "BILLING_WELCOME_CREDITS": str(credits),
        "THROTTLES": "off",
        "LOG_LEVEL": "WARNING",
    }
    with (
        tempfile.TemporaryDirectory(prefix="chaos-") as folder,
        running(
            Path(folder),
            parts=PARTS,
            variables=variables,
            per_service={"ai": dict(database.variables)},
        ) as pair,
    ):
        person = Person(pair)
        order = _order(person)
        with _crosswise(database, person.user_id) as deadlocks:
            started = time.perf_counter()
            statuses = _all_at_once(person, order, count)
            seconds = time.perf_counter() - started
        ledger = ledger_of(person)
        print(
            f"R9   {database.name}: {count} debits on {credits} credits in {seconds:.1f} s:"
            f" {dict(statuses)}, {deadlocks[0]} deadlocks, balance {ledger.balance}",
            flush=True,
        )
        return _problems(statuses, ledger, credits) + _settled(pair, person, credits)


def _order(person: Person) -> dict[str, str]:
    resume_id = person.parsed_resume(RESUME)
    job = {"title": "Developer", "text": JOB}
    described = person.http.post(f"{person.ai}/job-descriptions", json=job, timeout=30).json()
    person.http.get(f"{person.ai}/billing/credits", timeout=30).raise_for_status()
    return {"resume_id": resume_id, "job_description_id": described["id"]}


def _all_at_once(person: Person, order: dict[str, str], count: int) -> Counter[str]:
    """Send every request at the same moment, each on a connection of its own."""
    statuses: Counter[str] = Counter()
    start, lock = threading.Barrier(count), threading.Lock()
    headers = {"Authorization": f"Bearer {person.access}", "Prefer": "respond-async"}

    def ask() -> None:
        start.wait()
        try:
            url = f"{person.ai}/suggestions"
            answer = requests.post(url, json=order, headers=headers, timeout=300)
            told = f"{answer.status_code} {answer.json().get('code') or 'begun'}"
        except requests.RequestException as error:
            told = type(error).__name__
        with lock:
            statuses[told] += 1

    threading.stack_size(256 * 1024)
    threads = [threading.Thread(target=ask) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return statuses


def _problems(statuses: Counter[str], ledger: Ledger, credits: int) -> list[str]:
    found = ledger.problems()
    expected = {"202 begun": credits, "402 insufficient_credits": credits}
    if dict(statuses) != expected:
        found.append(f"answers {dict(statuses)} instead of {expected}")
    for what, there in (
        ("reservations", ledger.kinds["reserve"]),
        ("suggestions", ledger.count("Suggestion")),
        ("jobs", ledger.count("Job")),
    ):
        if there != credits:
            found.append(f"{there} {what} instead of {credits}")
    if ledger.balance != 0:
        found.append(f"{ledger.balance} credits are left")
    return found


def _settled(pair: Pair, person: Person, credits: int) -> list[str]:
    """Let a worker do the work, and look again."""
    pair.start("ai-worker")
    deadline = time.monotonic() + SETTLE_SECONDS
    while time.monotonic() < deadline:
        ledger = ledger_of(person)
        if ledger.kinds["settle"] + ledger.kinds["refund"] >= credits:
            break
        time.sleep(1)
    print(f"     then settled {ledger.kinds['settle']}, given back {ledger.kinds['refund']}")
    found = ledger.problems()
    if (ledger.kinds["settle"], ledger.balance) != (credits, 0):
        found.append(f"{ledger.kinds['settle']} settled of {credits}, balance {ledger.balance}")
    return found


@contextmanager
def _crosswise(database: Database, user_id: str) -> Iterator[list[int]]:
    """Lock the user's rows in the other order all the while; the list tells of deadlocks after."""
    deadlocks = [0]
    if not database.url:
        yield deadlocks  # SQLite has one writer at a time
        return
    with _connected(database.url) as connection:
        _execute(connection, "UPDATE api_aimodel SET daily_limit = 1000000")
        _execute(connection, "CREATE TABLE IF NOT EXISTS ballast (n INT PRIMARY KEY)")
        before = _deadlocks(connection)
    time.sleep(3)  # models are read anew every two seconds
    stop = threading.Event()
    rivals = [
        threading.Thread(target=_rival, args=(database.url, user_id, stop, number))
        for number in range(2)
    ]
    for rival in rivals:
        rival.start()
    try:
        yield deadlocks
    finally:
        stop.set()
        for rival in rivals:
            rival.join()
        with _connected(database.url) as connection:
            deadlocks[0] = _deadlocks(connection) - before


def _rival(url: str, user_id: str, stop: threading.Event, number: int) -> None:
    """Hold the account and then want the day's counter; requests take them the other way round."""
    driver = importlib.import_module("MySQLdb")
    with _connected(url) as connection:
        while not stop.is_set():
            try:
                for row in range(BALLAST):
                    key = number * BALLAST + row
                    _execute(connection, "INSERT INTO ballast VALUES (%s)", (key,), commit=False)
                for table in ("api_creditaccount", "api_dailyuse"):
                    sql = f"SELECT 1 FROM {table} WHERE user_id = %s FOR UPDATE"
                    _execute(connection, sql, (user_id,), commit=False)
                    time.sleep(0.01)
            except driver.OperationalError:
                pass  # this time the rival was the victim
            connection.rollback()
            time.sleep(0.1)


def _deadlocks(connection: Any) -> int:
    return int(_execute(connection, "SHOW GLOBAL STATUS LIKE 'Innodb_deadlocks'")[0][1])


@contextmanager
def _connected(url: str) -> Iterator[Any]:
    parts = urlsplit(url)
    driver = importlib.import_module("MySQLdb")
    connection = driver.connect(
        host=parts.hostname,
        port=parts.port,
        user=parts.username,
        password=parts.password,
        database=parts.path[1:],
    )
    try:
        yield connection
    finally:
        connection.close()


def _execute(connection: Any, sql: str, values: Any = (), *, commit: bool = True) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        rows = cursor.fetchall()
    if commit:
        connection.commit()
    return rows


if __name__ == "__main__":
    main()
