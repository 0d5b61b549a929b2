"""What both services' settings read from the environment in the same way."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;"
        "PRAGMA cache_size=-16000; PRAGMA mmap_size=134217728;"
        # What is deleted does not stay in the file's free pages.
        "PRAGMA secure_delete=ON;"
    ),
}
MYSQL_OPTIONS = {
    "charset": "utf8mb4",
    "isolation_level": "read committed",
    "init_command": "SET sql_mode='STRICT_TRANS_TABLES', innodb_lock_wait_timeout=10",
    "connect_timeout": 5,
}


def required(env: environ.Env, name: str) -> str:
    """Return a variable that must be set.

    Raises:
        ImproperlyConfigured: it is not, with its name.
    """
    value = env.str(name, default="")
    if not value:
        raise ImproperlyConfigured(f"Set the environment variable {name}; see .env.example.")
    return str(value)


def database(env: environ.Env, default_file: Path) -> dict[str, Any]:
    """Return Django's database settings for `DATABASE_URL`, by default a SQLite file."""
    config: dict[str, Any] = env.db_url("DATABASE_URL", default=f"sqlite:///{default_file}")
    if config["ENGINE"].endswith("sqlite3"):
        # A file in tests too: an in-memory database cannot be shared by threads.
        test = {"NAME": str(Path(config["NAME"]).with_suffix(".test.sqlite3"))}
        return {**config, "OPTIONS": SQLITE_OPTIONS, "CONN_MAX_AGE": None, "TEST": test}
    return {
        **config,
        "OPTIONS": {**MYSQL_OPTIONS, **config.get("OPTIONS", {})},
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def pooled(config: dict[str, Any], *, size: int) -> dict[str, Any]:
    """Return database settings whose connections the threads of a process share, `size` of them."""
    engine = config["ENGINE"].rpartition(".")[2]
    return {
        **config,
        "ENGINE": f"servicekit.database.pooled_{engine}",
        "OPTIONS": {**config["OPTIONS"], "pool": {"size": size}},
        "CONN_MAX_AGE": 0,
    }


def cache(env: environ.Env) -> dict[str, Any]:
    """Return Django's cache settings for `CACHE_URL`, by default a table of the database."""
    url = env.str("CACHE_URL", default="")
    if not url:
        return {
            "BACKEND": "servicekit.caching.database.DatabaseTable",
            "LOCATION": "cache_entries",
            "OPTIONS": {"MAX_ENTRIES": 100_000},
        }
    return {
        "BACKEND": "servicekit.caching.failsafe.FailSafeRedisCache",
        "LOCATION": url,
        "OPTIONS": {"socket_timeout": 2, "socket_connect_timeout": 2},
    }


def job_transport(broker_url: str) -> dict[str, str]:
    """Return how jobs are announced: by Celery where there is a broker, otherwise by polling."""
    name = "celery_transport.Celery" if broker_url else "transports.Polling"
    return {"BACKEND": f"servicekit.jobs.{name}Transport"}


def file_store(env: environ.Env, root: Path) -> dict[str, Any]:
    """Return FILE_STORE: an S3 bucket when `AWS_STORAGE_BUCKET_NAME` names one, else a folder."""
    bucket = env.str("AWS_STORAGE_BUCKET_NAME", default="")
    if not bucket:
        return {"BACKEND": "servicekit.storage.disk.DiskStore", "OPTIONS": {"root": str(root)}}
    return {
        "BACKEND": "servicekit.storage.s3.S3Store",
        "OPTIONS": {
            "bucket": bucket,
            "region": env.str("AWS_S3_REGION_NAME", default="us-east-1"),
            "endpoint_url": env.str("AWS_S3_ENDPOINT_URL", default="") or None,
            "public_endpoint_url": env.str("AWS_S3_PUBLIC_ENDPOINT_URL", default="") or None,
            "access_key_id": required(env, "AWS_ACCESS_KEY_ID"),
            "secret_access_key": required(env, "AWS_SECRET_ACCESS_KEY"),
        },
    }
