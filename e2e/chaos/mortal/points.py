"""The named points at which a worker can be killed.

A file of a point's name in the folder `MORTAL_FOLDER` kills the first process that gets there:
at once and from within, by SIGKILL, so that nothing is cleaned up.
"""

from __future__ import annotations

import functools
import importlib
import os
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

BEFORE, AFTER = "before", "after"
# What lies within a transaction dies before its commit.
WRAPPED: dict[str, tuple[str, ...]] = {
    "servicekit.jobs.queue:claim": (AFTER,),
    "servicekit.jobs.runner:run": (BEFORE, AFTER),
    "servicekit.jobs.queue:set_progress": (BEFORE, AFTER),
    "servicekit.jobs.queue:succeed": (BEFORE, AFTER),
    "api.services.works:subject_of": (BEFORE, AFTER),
    "api.services.works:Errand.budget": (AFTER,),
    "api.services.works:Errand.complete": (BEFORE, AFTER),
    "api.services.works:Errand.record_sent": (BEFORE, AFTER),
    "api.services.charges:settle": (BEFORE, AFTER),
    "api.services.egress:record": (AFTER,),
    "api.services.assessments:assess": (BEFORE, AFTER),
    "api.services.assessments:verify": (AFTER,),
    "api.services.rewrites:_Rewriting._requests": (AFTER,),
    "api.services.rewrites:_Rewriting._guarded": (BEFORE, AFTER),
    "api.services.rewrites:_Rewriting._put_together": (BEFORE, AFTER),
    "api.services.rewrites:align": (AFTER,),
    "api.services.section_answers:rewrite_section": (BEFORE, AFTER),
}
POINTS = tuple(f"{when} {name}" for name, whens in WRAPPED.items() for when in whens)


def file_of(folder: Path, point: str) -> Path:
    """Return the file that arms a point."""
    return folder / point.replace(" ", "-").replace(":", "-")


def install() -> None:
    """Wrap every function that is named, in this process."""
    folder = os.environ.get("MORTAL_FOLDER")
    if not folder:
        return
    for name in WRAPPED:
        module, _, path = name.partition(":")
        *owners, attribute = path.split(".")
        owner: Any = importlib.import_module(module)
        for part in owners:
            owner = getattr(owner, part)
        setattr(owner, attribute, _mortal(getattr(owner, attribute), name, Path(folder)))


def _mortal(function: Callable[..., Any], name: str, folder: Path) -> Callable[..., Any]:
    @functools.wraps(function)
    def reached(*args: Any, **kwargs: Any) -> Any:
        _die_if_armed(file_of(folder, f"{BEFORE} {name}"))
        result = function(*args, **kwargs)
        _die_if_armed(file_of(folder, f"{AFTER} {name}"))
        return result

    return reached


def _die_if_armed(armed: Path) -> None:
    try:
        armed.unlink()
    except FileNotFoundError:
        return
    os.kill(os.getpid(), signal.SIGKILL)
