"""`make chaos`: every reliability row."""

from e2e.programs import run_all

run_all(
    [
        ("e2e.chaos.kills",),
        ("e2e.chaos.doubles",),
        ("e2e.chaos.collection",),
        ("e2e.chaos.providers",),
        ("e2e.chaos.idempotency",),
        ("e2e.chaos.erasure", "--both"),
        ("e2e.chaos.credits",),
        ("e2e.chaos.hostile_file",),
    ]
)
