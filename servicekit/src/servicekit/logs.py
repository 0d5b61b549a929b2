"""Log events as one JSON object a line, ids as fields, never content."""

from __future__ import annotations

from typing import Any

import structlog


def logging_config(level: str = "INFO") -> dict[str, Any]:
    """Return Django's LOGGING: structlog for our events and for the libraries' own."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "json": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    structlog.processors.JSONRenderer(),
                ],
                "foreign_pre_chain": shared,
            }
        },
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            # Their records quote addresses, headers or bodies of requests.
            name: {"level": "WARNING"}
            for name in (
                "httpx",
                "httpx2",
                "httpcore",
                "openai",
                "anthropic",
                "botocore",
                "urllib3",
            )
        },
    }
