"""Staff pages: models may be changed; of people's affairs only ids and states are shown."""

from api.admin import ai_models, billing, records, works

__all__ = ["ai_models", "billing", "records", "works"]
