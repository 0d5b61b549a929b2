"""The environment of the tests; whatever the outer environment sets (a database …) is kept."""

import os
import tempfile

PROVIDERS = ("OPENAI_", "ANTHROPIC_", "GEMINI_", "OPENROUTER_", "LOCAL_LLM_")
for name in [name for name in os.environ if name.startswith(PROVIDERS)]:
    del os.environ[name]  # no test may reach a provider that a developer uses
for name in [name for name in os.environ if name.startswith(("BILLING_", "STRIPE_"))]:
    del os.environ[name]
os.environ.setdefault("AI_SECRET_KEY", "tests-only-" + "a" * 40)
os.environ["DATA_DIR"] = tempfile.mkdtemp(prefix="ai-tests-")
os.environ.setdefault("LOG_LEVEL", "WARNING")

# The cache is shared by the processes of a run: each gets a database of its own there.
worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
if cache := os.environ.get("CACHE_URL"):
    os.environ["CACHE_URL"] = f"{cache.rpartition('/')[0]}/{2 + int(worker)}"
