"""Several providers as one: the next is asked when one fails, within the same budget."""

from collections.abc import Sequence

from api.llm.errors import ProviderError
from api.llm.provider import Provider, Reply, StructuredReply, StructuredRequest


class Fallback:
    """Providers in order of preference.

    A call is kept back for each of those that follow, so that the first cannot use all of them up.
    """

    def __init__(self, providers: Sequence[Provider]) -> None:
        """Take at least one provider."""
        self._providers = list(providers)
        self.name = self._providers[0].name
        self.model = self._providers[0].model
        self.outside = any(provider.outside for provider in self._providers)

    def complete(self, request: StructuredRequest[Reply]) -> StructuredReply[Reply]:
        """Answer by the first provider that can. Raises the last one's ProviderError."""
        *others, last = self._providers
        for place, provider in enumerate(others):
            following = len(others) - place
            try:
                with request.budget.keeping(following):
                    return provider.complete(request)
            except ProviderError:
                continue
        return last.complete(request)
