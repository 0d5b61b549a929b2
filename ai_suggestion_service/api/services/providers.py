"""From a model's row to the provider that answers for it, and how provider and keys are doing."""

from __future__ import annotations

import hashlib
import os
import re
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, cast

import structlog
from django.conf import settings
from django.utils.module_loading import import_string

from api.llm.breaker import Breaker, BreakerRules, BreakerState
from api.llm.fallback import Fallback
from api.llm.keys import KeyRing, KeyState, KeyStates
from api.llm.prices import Prices
from api.llm.provider import Provider, Reply, StructuredReply, StructuredRequest
from api.models import AIModel
from api.services.shared_states import SharedStates

log = structlog.get_logger(__name__)

_breakers = SharedStates[BreakerState]("breaker", BreakerState, BreakerState())
_keys = SharedStates[KeyStates]("keys", dict[str, KeyState], {})


@dataclass(frozen=True, slots=True)
class Setup:
    """Everything a provider is made of, as it is set up now."""

    provider: str
    model: str
    base_url: str
    keys: tuple[str, ...]
    prices: Prices

    @classmethod
    def of(cls, model: AIModel) -> Setup:
        """Read a model's row, and what it leaves to settings and environment."""
        options = _chosen(model.provider).get("OPTIONS", {})
        return cls(
            provider=model.provider,
            model=model.model_name or options.get("model", ""),
            base_url=model.base_url or options.get("base_url", ""),
            keys=tuple(keys_in(model.key_names)),
            prices=Prices(model.input_price, model.output_price),
        )

    @property
    def name(self) -> str:
        """Name what is shared of its state: the same in every process."""
        told = f"{self.provider} {self.base_url} {self.model}"
        return hashlib.sha256(told.encode()).hexdigest()[:32]


@dataclass(frozen=True, slots=True)
class Standing:
    """How a model's provider is doing: seconds it is spared for, and its keys by fingerprint."""

    spared_for: float
    keys: dict[str, KeyState]
    key_wait: float

    @property
    def is_fit(self) -> bool:
        """Tell whether a call would leave now."""
        return not self.spared_for and not self.key_wait


class Engagement:
    """A model and those it falls back on as one provider, for one piece of work.

    `answered_by` is the model that gave the last answer, the first one until there is one.
    """

    def __init__(self, models: Sequence[AIModel]) -> None:
        self._members = [(model, provider_for(model)) for model in models]
        providers = [provider for _, provider in self._members]
        self._provider = Fallback(providers) if len(providers) > 1 else providers[0]
        self.answered_by = models[0]
        self.name = self._provider.name
        self.model = self._provider.model
        self.outside = self._provider.outside

    def complete(self, request: StructuredRequest[Reply]) -> StructuredReply[Reply]:
        """Answer a request. Raises ProviderError."""
        reply = self._provider.complete(request)
        told = (reply.provider, reply.model)
        self.answered_by = next(
            model for model, provider in self._members if (provider.name, provider.model) == told
        )
        return reply


def is_usable(model: AIModel) -> bool:
    """Tell whether the model can be asked at all: its provider is set up, a key is there."""
    chosen = settings.LLM_PROVIDERS.get(model.provider)
    if chosen is None:
        return False
    own = {"model": model.model_name, "base_url": model.base_url}
    set_up = all(own.get(name) or value for name, value in chosen.get("OPTIONS", {}).items())
    needs_key = model.key_names and not chosen.get("KEYS_OPTIONAL", False)
    return set_up and (not needs_key or bool(keys_in(model.key_names)))


def provider_for(model: AIModel) -> Provider:
    """Return this process's provider for the model as it is set up now."""
    setup = Setup.of(model)
    with _lock:
        place = _places.setdefault(setup, _Place())
    return place.provider(setup)


def standing(model: AIModel) -> Standing:
    """Tell how the model's provider is doing, without asking it."""
    setup = Setup.of(model)
    ring = _ring(setup)
    return Standing(_breaker(setup).wait(), ring.states(), ring.wait())


def keys_in(names: Sequence[str]) -> list[str]:
    """Read the keys in environment variables; one may hold several, separated by commas."""
    told = (os.environ.get(name, "") for name in names)
    return [key for value in told for key in re.split(r"[,\s]+", value) if key]


def forget() -> None:
    """Close this process's providers, after settings or keys have changed."""
    with _lock:
        while _places:
            _, place = _places.popitem()
            place.close()
    _breakers.forget()
    _keys.forget()


class _Place:
    """Where one provider is made once: what it imports may take seconds, and others go on."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._built: Provider | None = None

    def provider(self, setup: Setup) -> Provider:
        with self._lock:
            if self._built is None:
                self._built = _build(setup)
            return self._built

    def close(self) -> None:
        close: Callable[[], None] = getattr(self._built, "close", _nothing)
        close()


_places: dict[Setup, _Place] = {}
_lock = threading.Lock()


def _nothing() -> None:
    """Close a provider that holds nothing open."""


def _chosen(provider: str) -> dict[str, Any]:
    return cast("dict[str, Any]", settings.LLM_PROVIDERS[provider])


def _build(setup: Setup) -> Provider:
    chosen = _chosen(setup.provider)
    options = dict(chosen.get("OPTIONS", {}))
    if "base_url" in options:  # somebody to be reached, who may be away and may want a key
        options |= {
            "base_url": setup.base_url,
            "ring": _ring(setup),
            "breaker": _breaker(setup),
            "prices": setup.prices,
        }
    if setup.model:
        options["model"] = setup.model
    built: Provider = import_string(chosen["BACKEND"])(**options)
    return built


def _breaker(setup: Setup) -> Breaker:
    rules = BreakerRules(cool_down=settings.AI_PROVIDER_COOL_DOWN)
    return Breaker(setup.name, store=_breakers, rules=rules)


def _ring(setup: Setup) -> KeyRing:
    on_refused = partial(_report_refused, setup.provider, setup.model)
    return KeyRing(setup.keys, name=setup.name, store=_keys, on_refused=on_refused)


def _report_refused(provider: str, model: str, fingerprint: str) -> None:
    log.warning("provider_key_refused", provider=provider, model=model, key=fingerprint)
