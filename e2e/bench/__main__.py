"""`make bench`: every performance row; a figure never fails, a program that breaks does."""

from e2e.programs import run_all

run_all(
    [
        ("e2e.bench.lists",),
        ("e2e.bench.suggestions", "200"),
        ("e2e.bench.optimisations",),
        ("e2e.bench.transfers",),
        ("e2e.bench.footprint",),
        ("e2e.bench.rendering",),
        ("e2e.bench.search", "10000"),
        ("e2e.bench.parse_latency",),
        ("e2e.bench.extraction",),
        ("e2e.bench.collection",),
    ]
)
