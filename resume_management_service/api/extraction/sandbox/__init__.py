"""Untrusted files are read in children that can do nothing but compute."""

from api.extraction.sandbox.parser import ParserSandbox
from api.extraction.sandbox.wire import SandboxLimits

__all__ = ["ParserSandbox", "SandboxLimits"]
