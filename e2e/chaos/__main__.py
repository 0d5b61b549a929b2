"""`make chaos`: every reliability row."""

from e2e.programs import run_all

run_all([])
