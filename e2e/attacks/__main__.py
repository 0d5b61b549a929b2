"""`make security`: every attack row."""

from e2e.programs import run_all

run_all(
    [
        ("e2e.attacks.pair", "--both"),
        ("e2e.attacks.ssrf",),
        ("e2e.attacks.webhooks",),
        ("e2e.attacks.truth",),
        ("e2e.attacks.exports",),
        ("e2e.attacks.injection",),
        ("e2e.attacks.bombs",),
        ("e2e.attacks.hostile_code",),
        ("e2e.attacks.disguises",),
        ("e2e.attacks.hidden_text",),
    ]
)
