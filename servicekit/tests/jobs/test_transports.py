"""How workers learn of jobs."""

from __future__ import annotations

import subprocess
import sys
import uuid

import pytest
from django.conf import settings
from kombu import Connection
from kombu.exceptions import OperationalError

from servicekit.jobs.celery_transport import CeleryTransport
from servicekit.jobs.transports import PollingTransport
from tests.celery_app import app

AWAY = "amqp://guest:guest@127.0.0.1:1//"


def test_polling_has_nothing_to_be_down() -> None:
    PollingTransport().check()


if settings.CELERY_BROKER_URL:

    def test_a_message_carries_the_id() -> None:
        job_id = uuid.uuid4().hex

        transport = CeleryTransport()
        transport.check()
        transport.announce([job_id])

        with Connection(settings.CELERY_BROKER_URL) as broker:
            queue = broker.SimpleQueue(app.conf.task_default_queue)
            arrived = iter(lambda: queue.get(timeout=5).payload[0], None)
            assert any(arguments == [job_id] for arguments in arrived)
            queue.close()


def test_a_broker_that_is_away_fails_the_check(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(settings, "CELERY_BROKER_URL", AWAY)
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
