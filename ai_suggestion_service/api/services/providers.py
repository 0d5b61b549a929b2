"""From a model's row to the provider that answers for it."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from typing import Any, cast

from django.conf import settings
from django.utils.module_loading import import_string

from api.llm.provider import Provider
from api.models import AIModel


def is_usable(model: AIModel) -> bool:
    """Tell whether the model can be asked at all: its provider is set up, a key is there."""
    return model.provider in settings.LLM_PROVIDERS and (
        not model.key_names or bool(_keys(model.key_names))
    )


def provider_for(model: AIModel) -> Provider:
    """Return this process's provider for the model as it is set up now."""
    key = (model.provider, model.model_name, model.base_url, *_keys(model.key_names))
    with _lock:
        if key not in _built:
            _built[key] = _build(*key)
        return _built[key]


def forget() -> None:
    """Close this process's providers, after settings or keys have changed."""
    with _lock:
        while _built:
            _, provider = _built.popitem()
            close: Callable[[], None] = getattr(provider, "close", _nothing)
            close()


_built: dict[tuple[str, ...], Provider] = {}
_lock = threading.Lock()


def _nothing() -> None:
    """Close a provider that holds nothing open."""


def _keys(names: list[str]) -> list[str]:
    return [key for name in names if (key := os.environ.get(name, ""))]


def _build(provider: str, model_name: str, base_url: str, *keys: str) -> Provider:
    chosen = cast("dict[str, Any]", settings.LLM_PROVIDERS[provider])
    own: dict[str, Any] = {"model": model_name, "base_url": base_url, "keys": keys}
    options = chosen.get("OPTIONS", {}) | {name: value for name, value in own.items() if value}
    built: Provider = import_string(chosen["BACKEND"])(**options)
    return built
