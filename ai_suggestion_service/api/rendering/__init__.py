"""Résumé to file: PDF, DOCX, plain text and JSON Resume, and the file read back."""

from api.rendering.export import Format, Options, Paper, Rendered, render
from api.rendering.letters import Letter
from api.rendering.sections import ExportWarning
from api.rendering.templates import Template, UnknownTemplateError, templates

__all__ = [
    "ExportWarning",
    "Format",
    "Letter",
    "Options",
    "Paper",
    "Rendered",
    "Template",
    "UnknownTemplateError",
    "render",
    "templates",
]
