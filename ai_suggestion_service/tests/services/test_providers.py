"""From a model's row to its provider."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
import uuid
from typing import Any

import pytest

from api.llm.assessing import Assessment, AssessmentRequest, assess
from api.llm.budget import CallBudget
from api.llm.errors import ProviderError
from api.matching.ledger import Verdict
from api.matching.requirements import read_requirements
from api.models import AIModel, Suggestion
from api.services import ai_models, providers
from api.services.ai_models import NoModel, UnknownModel
from e2e.fakes.llm_server import LlmServer

pytestmark = pytest.mark.usefixtures("tables")
JOB = "Requirements\n- Python\n- Docker\n"
TASK = AssessmentRequest(
    "Ann Example\nBuilt web sites with Python and Django\n", JOB, read_requirements(JOB)
)


def test_a_model_is_usable_with_any_of_its_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    model = AIModel(provider="openai", key_names=["FIRST_API_KEY", "SECOND_API_KEY"])
    without = providers.is_usable(model)
    monkeypatch.setenv("SECOND_API_KEY", "secret")

    assert (without, providers.is_usable(model)) == (False, True)


def test_a_model_of_a_provider_that_is_not_set_up_is_not_usable() -> None:
    assert not providers.is_usable(AIModel(provider="nobody"))


def test_a_rows_own_address_and_name_are_used(
    llm: LlmServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = AIModel(provider="openai", model_name="own-model", base_url="http://127.0.0.1:9/v1")

    provider = providers.provider_for(model)

    assert (provider.model, provider.outside) == ("own-model", True)
    assert provider is providers.provider_for(model)


def test_a_changed_key_gives_another_provider(
    llm: LlmServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = AIModel.objects.get(provider="openai")
    before = providers.provider_for(model)
    monkeypatch.setenv("OPENAI_API_KEY", "k2")

    assert providers.provider_for(model) is not before


def test_a_model_is_chosen_by_name_or_id(llm: LlmServer) -> None:
    model = AIModel.objects.get(provider="offline")

    assert ai_models.choose(" offline analyser ") == model
    assert ai_models.choose(str(model.pk)) == model


def test_the_default_is_the_usable_model_with_the_lowest_priority(llm: LlmServer) -> None:
    assert ai_models.choose().provider == "openai"
    AIModel.objects.filter(provider="offline").update(priority=1)
    ai_models.forget()

    assert ai_models.choose().provider == "offline"


def test_a_model_without_a_key_cannot_be_chosen() -> None:
    with pytest.raises(UnknownModel):
        ai_models.choose("OpenAI")


def test_without_any_model_nothing_can_be_asked() -> None:
    AIModel.objects.update(is_active=False)
    ai_models.forget()

    with pytest.raises(NoModel):
        ai_models.choose()


def test_changes_by_staff_show_within_seconds(monkeypatch: pytest.MonkeyPatch) -> None:
    ai_models.choose()
    AIModel.objects.update(is_active=False)
    monkeypatch.setattr(ai_models, "FRESH_SECONDS", -1.0)

    with pytest.raises(NoModel):
        ai_models.choose()


def test_every_provider_is_offered_once_it_is_set_up(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ("OPENAI", "ANTHROPIC", "GEMINI", "OPENROUTER")
    before = [model.provider for model in ai_models.usable()]

    for name in names:
        monkeypatch.setenv(f"{name}_API_KEY", "k")
    _set_up(settings, "local", base_url="http://127.0.0.1:9/v1", model="tiny")

    assert before == ["offline"]
    assert [model.provider for model in ai_models.usable()] == [
        "openai",
        "anthropic",
        "gemini",
        "openrouter",
        "local",
        "offline",
    ]


def test_a_local_server_needs_address_and_model_and_no_key(settings: Any) -> None:
    local = AIModel.objects.get(provider="local")
    nothing = providers.is_usable(local)
    _set_up(settings, "local", base_url="http://127.0.0.1:9/v1")
    no_model = providers.is_usable(local)
    local.model_name = "tiny"

    assert (nothing, no_model, providers.is_usable(local)) == (False, False, True)


def test_one_variable_may_hold_several_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("A_API_KEY", "k1, k2")
    monkeypatch.setenv("B_API_KEY", "k3")

    assert providers.keys_in(["A_API_KEY", "B_API_KEY", "C_API_KEY"]) == ["k1", "k2", "k3"]


@pytest.mark.parametrize(
    ("provider", "variable"),
    [
        ("openai", "OPENAI_API_KEY"),
        ("anthropic", "ANTHROPIC_API_KEY"),
        ("gemini", "GEMINI_API_KEY"),
        ("openrouter", "OPENROUTER_API_KEY"),
        ("local", "NONE_AT_ALL"),
    ],
)
def test_each_seeded_model_answers(
    provider: str, variable: str, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(variable, "k1")
    with LlmServer() as server:
        _set_up(settings, provider, base_url=server.url, model="any")

        rows = ask(AIModel.objects.get(provider=provider)).judgements

        assert [row.verdict for row in rows] == [Verdict.MET, Verdict.MISSING]


def test_the_answer_says_which_model_gave_it(llm: LlmServer) -> None:
    llm.state.modes = ["failing"]
    offline = AIModel.objects.get(provider="offline")
    first = AIModel.objects.get(provider="openai")
    first.fallback = offline
    first.save()
    engaged = providers.Engagement(ai_models.with_fallbacks(first))

    assessed = assess(engaged, TASK, CallBudget())

    assert (assessed.origin.provider, engaged.answered_by) == ("offline", offline)
    assert llm.state.calls <= 3


def test_fallbacks_are_followed_in_order_and_never_in_a_circle(
    llm: LlmServer, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ANTHROPIC_API_KEY", "k")
    first, second, last = (
        AIModel.objects.get(provider=name) for name in ("openai", "anthropic", "offline")
    )
    for model, fallback in ((first, second), (second, last), (last, first)):
        model.fallback = fallback
        model.save()

    assert ai_models.with_fallbacks(first) == [first, second, last]


def test_a_model_open_to_all_does_not_hand_on_to_one_that_asks_for_a_login(llm: LlmServer) -> None:
    free = AIModel.objects.get(provider="offline")
    free.fallback = AIModel.objects.get(provider="openai")

    assert ai_models.with_fallbacks(free) == [free]


def test_a_fallback_that_is_switched_off_is_left_out(llm: LlmServer) -> None:
    first = AIModel.objects.get(provider="openai")
    first.fallback = AIModel.objects.get(provider="anthropic")

    assert ai_models.with_fallbacks(first) == [first]


def test_auto_is_the_default(llm: LlmServer) -> None:
    assert ai_models.choose(" Auto ").provider == "openai"


def test_of_equal_defaults_the_one_with_the_least_work_is_chosen(llm: LlmServer) -> None:
    busy, idle = _equal_models()
    for _ in range(2):
        _suggestion(busy)
    for _ in range(3):
        _suggestion(idle, status="completed")

    assert {ai_models.choose().pk for _ in range(5)} == {idle.pk}


def test_one_that_does_not_answer_comes_last_among_equal_defaults(llm: LlmServer) -> None:
    down, other = _equal_models()
    _suggestion(other)
    llm.state.modes = ["failing"]
    for _ in range(2):
        with pytest.raises(ProviderError):
            ask(down)

    assert ai_models.choose() == other


def test_equal_defaults_without_work_share_it(llm: LlmServer) -> None:
    models = _equal_models()

    assert {ai_models.choose() for _ in range(40)} == set(models)


def test_a_revoked_key_is_reported_once_and_never_told(
    llm: LlmServer, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "gone-4711,good")
    llm.state.keys = {"gone-4711": "revoked"}
    model = AIModel.objects.get(provider="openai")

    for _ in range(4):
        ask(model)

    reports = [line for line in caplog.messages if "provider_key_refused" in line]
    refused = [name for name, state in providers.standing(model).keys.items() if state.refused]
    assert len(reports) == len(refused) == 1
    assert refused[0] in reports[0]
    assert "gone-4711" not in caplog.text
    assert llm.state.by_key == {"gone-4711": 1, "good": 4}


def test_a_provider_that_takes_long_to_load_keeps_no_other_waiting(
    llm: LlmServer, settings: Any
) -> None:
    settings.LLM_PROVIDERS = settings.LLM_PROVIDERS | {
        "slow": {"BACKEND": "tests.services.slow_provider.SlowProvider"}
    }
    slow = threading.Thread(target=providers.provider_for, args=(AIModel(provider="slow"),))

    slow.start()
    time.sleep(0.1)
    started = time.monotonic()
    providers.provider_for(AIModel.objects.get(provider="offline"))
    waited = time.monotonic() - started
    slow.join()

    assert waited < 0.5


def test_no_sdk_is_imported_before_a_model_is_asked() -> None:
    program = (
        "import django, sys; django.setup()\n"
        "from django.core.checks import run_checks; run_checks()\n"
        "from api import urls\n"
        "print([name for name in ('openai', 'anthropic', 'httpx2') if name in sys.modules])"
    )

    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)

    assert told.stdout.splitlines()[-1] == "[]", told.stderr


def ask(model: AIModel) -> Assessment:
    """Have a model judge a small résumé."""
    return assess(providers.provider_for(model), TASK, CallBudget())


def _set_up(settings: Any, provider: str, **options: str) -> None:
    chosen = settings.LLM_PROVIDERS[provider]
    settings.LLM_PROVIDERS = settings.LLM_PROVIDERS | {
        provider: chosen | {"OPTIONS": chosen["OPTIONS"] | options}
    }


def _equal_models() -> tuple[AIModel, AIModel]:
    one = AIModel.objects.get(provider="openai")
    fields = {"provider": "openai", "model_name": "twin", "key_names": one.key_names}
    other = AIModel.objects.create(display_name="Twin", priority=one.priority, **fields)
    ai_models.forget()
    return one, other


def _suggestion(model: AIModel, status: str = "queued") -> None:
    Suggestion.objects.create(
        user_id="u",
        resume_id=uuid.uuid4(),
        resume_version_id=uuid.uuid4(),
        ai_model=model,
        model_name=model.display_name,
        provider=model.provider,
        status=status,
    )
