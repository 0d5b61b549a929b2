"""Several providers as one: the next is asked when one fails, within the same budget."""

from collections.abc import Sequence

from api.llm.errors import ProviderError
from api.llm.provider import Provider, Reply, StructuredReply, StructuredRequest


class Fallback:
    """Providers in order of preference.

    For those that follow, a call is kept back each if they are outside, and their share of the
    time, so that the first cannot use all of it up.
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
            following = self._providers[place + 1 :]
            calls = sum(provider.outside for provider in following)
            try:
                with request.budget.keeping(calls, len(following) / (len(following) + 1)):
                    return provider.complete(request)
            except ProviderError:
                continue
        return last.complete(request)
