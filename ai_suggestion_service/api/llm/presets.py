"""Addresses of providers that speak a format we know, so that a key and a model are enough."""

from dataclasses import dataclass
from enum import StrEnum


class Wire(StrEnum):
    """A wire format, by the class that speaks it."""

    OPENAI = "api.llm.openai_compatible.OpenAICompatible"
    ANTHROPIC = "api.llm.anthropic_messages.AnthropicMessages"


@dataclass(frozen=True, slots=True)
class Preset:
    """Where a provider is and what it speaks."""

    base_url: str
    wire: Wire = Wire.OPENAI


PRESETS: dict[str, Preset] = {
    "openai": Preset("https://api.openai.com/v1"),
    "gemini": Preset("https://generativelanguage.googleapis.com/v1beta/openai"),
    "openrouter": Preset("https://openrouter.ai/api/v1"),
    "mistral": Preset("https://api.mistral.ai/v1"),
    "groq": Preset("https://api.groq.com/openai/v1"),
    "deepseek": Preset("https://api.deepseek.com/v1"),
    "ollama": Preset("http://127.0.0.1:11434/v1"),
    "anthropic": Preset("https://api.anthropic.com", Wire.ANTHROPIC),
}
