"""Measure pages of a search on the server that `e2e.bench.search` has started."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import django

from scripts.launch.instance import ROOT

sys.path.insert(0, str(ROOT / "resume_management_service"))
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connections, router  # noqa: E402

from api.serializers.search import COLUMNS  # noqa: E402
from api.services import lookup_keys, search_results, skills, vocabulary  # noqa: E402
from api.services.search import Criteria, Key, Position  # noqa: E402
from e2e.bench import search_rows, search_sql  # noqa: E402
from e2e.bench.figures import in_turn, report, timed  # noqa: E402

# Ranks of skills: the commonest, middling ones, a rare one with common ones.
TRIPLES = ((0, 1, 2), (3, 4, 5), (6, 8, 10), (1, 5, 9), (0, 1, 40))
REPEATS = 5
ROUNDS = 11
LOADING_POOL_BYTES = 1024**3


class Chosen:
    """Sends the service's queries to the database that is measured."""

    alias = "default"

    def db_for_read(self, model: Any, **_: Any) -> str:
        """Return the chosen database."""
        return Chosen.alias

    def db_for_write(self, model: Any, **_: Any) -> str:
        """Return the chosen database."""
        return Chosen.alias


def main(folder: Path, sizes: Sequence[int], *, explain: bool) -> None:
    """Fill a database for each size and print the rows."""
    router.routers = [Chosen()]
    aliases = {size: _filled(size, folder) for size in sizes}
    names = search_rows.made(1).skills
    triples = [[names[rank] for rank in ranks] for ranks in TRIPLES]
    sides: dict[str, Callable[[], float]] = {}
    for size, alias in aliases.items():
        for depth, number in (("first", None), ("deep", size // 3)):
            pages = [Searched(alias, triple, number) for triple in triples] * REPEATS
            _check_alike(pages)
            for way in ("statements", "by_hand", "service"):
                sides[f"{way} {depth} {size}"] = _timed(pages, way)
        if explain:
            pages[0].print_plans()
    taken = in_turn(sides, ROUNDS)
    for depth in ("first", "deep"):
        _report(depth, sizes, taken)
    _report_statements(Searched(aliases[sizes[0]], triples[0], None))


def _filled(size: int, folder: Path) -> str:
    """Make a database with that many résumés; return its alias."""
    alias, default = f"bench_{size}", connections["default"]
    with default.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {alias} CHARACTER SET utf8mb4")
        cursor.execute("SET GLOBAL local_infile = 1")
        cursor.execute("SELECT @@innodb_buffer_pool_size")
        [usual] = cursor.fetchone()
        cursor.execute(f"SET GLOBAL innodb_buffer_pool_size = {LOADING_POOL_BYTES}")
    options = {**default.settings_dict["OPTIONS"], "local_infile": True}
    connections.databases[alias] = {**default.settings_dict, "NAME": alias, "OPTIONS": options}
    Chosen.alias = alias
    call_command("migrate", database=alias, verbosity=0)
    corpus = search_rows.made(size)
    ids = {name: lookup_keys.skill_id(name) for name in corpus.skills}
    seconds = search_rows.load(connections[alias], corpus, folder, ids)
    with default.cursor() as cursor:
        cursor.execute(f"SET GLOBAL innodb_buffer_pool_size = {usual}")
    pool = f"buffer pool of {usual // 1024**2} MB from here on"
    print(f"{size} résumés loaded in {seconds:.0f} s, {pool}", flush=True)
    return alias


class Searched:
    """One page of one search in one database, in three ways.

    `statements` sends what the service sends, `by_hand` what a person would write, and `service`
    is the whole call with the building of queries and results.
    """

    def __init__(self, alias: str, triple: Sequence[str], number: int | None) -> None:
        self._connection = connections[alias]
        self._alias = alias
        self._triple = triple
        self._number = number
        self.sent = self.captured(search_sql.PAGE)

    def service(self, size: int = search_sql.PAGE) -> list[Any]:
        """Call the service."""
        Chosen.alias = self._alias
        asked = tuple(skills.asked_for(self._triple, user_id=search_rows.OWNER))
        criteria = Criteria(user_id=search_rows.OWNER, skills=asked)
        page = search_results.page(criteria, position=self._position(), size=size, columns=COLUMNS)
        return [hit.key.resume_id.hex for hit in page.hits]

    def statements(self) -> list[Any]:
        """Send what the service sends and fetch what it fetches."""
        with self._connection.cursor() as cursor:
            answers = []
            for statement, values in self.sent:
                cursor.execute(statement, values)
                answers.append(cursor.fetchall())
        return [str(row[1]).replace("-", "") for row in answers[0][: search_sql.PAGE]]

    def by_hand(self) -> list[Any]:
        """Send what a person would write."""
        after = None
        if self._number is not None:
            identity = search_rows.identity("resume", self._number)
            native = self._connection.features.has_native_uuid_field
            after = (
                search_rows.moment(self._number).replace(tzinfo=None),
                str(identity) if native else identity.hex,
            )
        ids = [lookup_keys.skill_id(name) for name in self._triple]
        with self._connection.cursor() as cursor:
            rows = search_sql.page(cursor, search_rows.OWNER, ids, after)
        return [str(row[0]).replace("-", "") for row in rows]

    def captured(self, size: int) -> list[tuple[str, Any]]:
        """Return the statements of a page with that many results."""
        sent: list[tuple[str, Any]] = []

        def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
            sent.append((sql, params))
            return execute(sql, params, many, context)

        Chosen.alias = self._alias
        vocabulary.current()  # asks twice a minute whether it has changed: not now
        with self._connection.execute_wrapper(note):
            self.service(size)
        return sent

    def print_plans(self) -> None:
        """Print how the server answers the statements."""
        with self._connection.cursor() as cursor:
            for statement, values in self.sent:
                cursor.execute(f"EXPLAIN {statement}", values)
                print(f"\n{self._alias}: {statement[:90]}…")
                for row in cursor.fetchall():
                    print("  ", *row)

    def _position(self) -> Position | None:
        if self._number is None:
            return None
        identity = search_rows.identity("resume", self._number)
        return Position(Key(search_rows.moment(self._number), identity))


def _timed(pages: list[Searched], way: str) -> Callable[[], float]:
    return lambda: timed(lambda: [getattr(page, way)() for page in pages]) / len(pages) * 1000


def _check_alike(pages: list[Searched]) -> None:
    """Make sure that all ways find the same."""
    for page in pages:
        assert page.service() == page.statements() == page.by_hand() != []


def _report(depth: str, sizes: Sequence[int], taken: dict[str, float]) -> None:
    for size in sizes:
        ours, hand = taken[f"statements {depth} {size}"], taken[f"by_hand {depth} {size}"]
        least = taken[f"statements {depth} {sizes[0]}"]
        what = f"three skills, {depth} page, {size} résumés"
        sides = f"{ours:.2f} ms : {hand:.2f} ms"
        report("P9", f"{what}: by hand", f"{ours / hand:.2f}×", "at most 1.1×", sides)
        if size != sizes[0]:
            grown = f"{least:.2f} → {ours:.2f} ms"
            report("P9", f"{what}: growth", f"{ours / least:.2f}×", "at most 1.5×", grown)
        whole = taken[f"service {depth} {size}"]
        report("P9", f"{what}: with Django", f"{whole:.2f} ms", "", "")


def _report_statements(page: Searched) -> None:
    for size in (10, 100):
        made = str(len(page.captured(size)))
        report("P12", f"SQL statements of a found page of {size}", made, "equal, at most 3", "")


if __name__ == "__main__":
    plain = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    main(Path(plain[0]), [int(size) for size in plain[1:]], explain="--explain" in sys.argv)
