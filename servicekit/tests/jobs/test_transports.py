"""How workers learn of jobs."""

from __future__ import annotations

import subprocess
import sys
import uuid
from typing import Any

import pytest
from kombu import Connection
from kombu.exceptions import OperationalError

from servicekit.jobs.celery_transport import CeleryTransport
from servicekit.jobs.transports import PollingTransport
from tests.celery_app import app

AWAY = "amqp://guest:guest@127.0.0.1:1//"


def test_polling_has_nothing_to_be_down() -> None:
    PollingTransport().check()


def test_a_message_carries_the_id(settings: Any) -> None:
    if not settings.CELERY_BROKER_URL:
        pytest.skip("there is no broker")
    job_id = uuid.uuid4().hex

    transport = CeleryTransport()
    transport.check()
    transport.announce([job_id])

    with Connection(settings.CELERY_BROKER_URL) as broker:
        queue = broker.SimpleQueue(app.conf.task_default_queue)
        bodies = [queue.get(timeout=5).payload for _ in range(queue.qsize())]
        queue.clear()
        queue.close()
    assert [job_id] in [body[0] for body in bodies]


def test_a_broker_that_is_away_fails_the_check(settings: Any) -> None:
    settings.CELERY_BROKER_URL = AWAY
    transport = CeleryTransport()

    with pytest.raises((OperationalError, OSError)):
        transport.check()


def test_nothing_of_celery_is_loaded_without_a_broker() -> None:
    program = (
        "import os, sys, django; os.environ['DJANGO_SETTINGS_MODULE'] = 'tests.settings';"
        "os.environ.pop('CELERY_BROKER_URL', None); django.setup();"
        "from servicekit.jobs import transports; transports.announce(['x']); transports.check();"
        "sys.exit('celery' in sys.modules or 'kombu' in sys.modules)"
    )

    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
