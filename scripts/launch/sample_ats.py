"""The bundled applicant tracking system that a local pair collects from, as the source `sample`."""

import json
import os
import sys
from dataclasses import replace

from e2e.fakes.ats_server import source_at
from scripts.launch import ports
from scripts.launch.instance import HOST, ROOT
from scripts.launch.processes import Process, Setting

NAME = "sample"


def added(setting: Setting) -> Setting:
    """Return the setting with the fake as one more process and one more source."""
    (port,) = ports.find_free(1)
    source = source_at(f"http://{HOST}:{port}/candidates")
    given = json.loads(os.environ.get("ATS_SOURCES") or "{}")
    sources = json.dumps({NAME: source, **given})
    own = {**setting.overrides.get("resume", {}), "ATS_SOURCES": sources}
    command = (sys.executable, "-m", "e2e.fakes.ats_server", "--port", str(port))
    process = Process("sample-ats", command, ROOT, dict(os.environ))
    return replace(
        setting, overrides={**setting.overrides, "resume": own}, beside=(*setting.beside, process)
    )
