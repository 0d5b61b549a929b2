"""Looking for words in everything that a pair keeps: tables, objects, cache, queue, logs, files."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass

import redis
from kombu import Connection

from e2e.pair import Pair

# Prints which words are in which table, also in what a cache table packs, and in the objects.
LOOK = """
import base64, binascii, json
from contextlib import closing
from django.db import connection
from servicekit.storage import file_store
def plain(value):
    if isinstance(value, memoryview): value = bytes(value)
    if isinstance(value, bytes): return value
    text = str(value).encode()
    try:
        return text + b" " + base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return text
found = set()
with connection.cursor() as cursor:
    for table in connection.introspection.table_names(cursor):
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
        for row in cursor.fetchall():
            data = b" ".join(plain(value) for value in row).decode(errors="replace")
            found |= {(table, word) for word in WORDS if word in data}
store = file_store()
for stored in store.walk(""):
    with closing(store.open_at(stored.key)) as stream:
        data = stored.key + " " + stream.read().decode(errors="replace")
    found |= {(stored.key.split("/")[0], word) for word in WORDS if word in data}
print(json.dumps(sorted(found)))
"""
SERVICES = {"resume": "resume-worker", "ai": "ai-worker"}


@dataclass(frozen=True)
class Remains:
    """Looks for `words`; `kept` are pairs of a place and a word that may stay there."""

    pair: Pair
    words: Sequence[str]
    kept: Sequence[tuple[str, str]] = ()

    def find(self) -> list[str]:
        """Return every place that holds a word and must not."""
        found = [*self._asked(), *self._cached(), *self._queued(), *self._logged()]
        return sorted(
            {f"{place}: {word}" for place, word in found if (place, word) not in self.kept}
        )

    def in_files(self) -> list[str]:
        """Return the files of embedded databases that still hold a word in their bytes."""
        return [
            f"{path.name}: {word}"
            for path in sorted(self.pair.instance.data_dir.glob("*.sqlite3*"))
            for word in self.words
            if word.encode() in path.read_bytes()
            and (path.name.partition(".")[0], word) not in self.kept
        ]

    def _asked(self) -> list[tuple[str, str]]:
        return [
            (f"{service} {place}", word)
            for service, process in SERVICES.items()
            for place, word in self._ask(process, LOOK)
        ]

    def _ask(self, name: str, program: str) -> list[tuple[str, str]]:
        process = self.pair.commands[name]
        output = subprocess.run(
            [process.command[0], "manage.py", "shell", "--no-imports", "-c",
             program.replace("WORDS", repr(list(self.words)))],
            cwd=process.folder,
            env={**process.environment, "LOG_LEVEL": "ERROR"},
            check=True,
            capture_output=True,
            text=True,
        ).stdout  # fmt: skip
        return [(place, word) for place, word in json.loads(output.splitlines()[-1])]

    def _variable(self, service: str, name: str) -> str:
        return self.pair.commands[SERVICES[service]].environment.get(name, "")

    def _cached(self) -> list[tuple[str, str]]:
        found = []
        for service in SERVICES:
            if url := self._variable(service, "CACHE_URL"):
                with redis.Redis.from_url(url) as server:
                    for key in server.scan_iter():
                        data = (key + b" " + (server.dump(key) or b"")).decode(errors="replace")
                        found += [(f"{service} cache", w) for w in self.words if w in data]
        return found

    def _queued(self) -> list[tuple[str, str]]:
        url = self._variable("resume", "CELERY_BROKER_URL")
        if not url:
            return []
        found = []
        with Connection(url) as broker, broker.channel() as channel:
            for queue in ("resume_management", "ai_suggestion"):
                waiting = []
                while (message := channel.basic_get(queue)) is not None:
                    waiting.append(message)
                    data = str(message.body) + str(message.headers)
                    found += [(f"queue {queue}", word) for word in self.words if word in data]
                for message in waiting:
                    channel.basic_reject(message.delivery_tag, requeue=True)
        return found

    def _logged(self) -> list[tuple[str, str]]:
        logs = self.pair.logs()
        return [("logs", word) for word in self.words if word in logs]
