"""What a call costs by the prices of its tokens."""

from dataclasses import dataclass
from decimal import Decimal

_MILLION = Decimal(1_000_000)


@dataclass(frozen=True, slots=True)
class Prices:
    """US dollars a million tokens; None where no price is known."""

    input: Decimal | None = None
    output: Decimal | None = None

    def cost(self, input_tokens: int | None, output_tokens: int | None) -> Decimal | None:
        """Give the cost in US dollars; None where a count or a price is not known."""
        counted = ((input_tokens, self.input), (output_tokens, self.output))
        if any(tokens is None or price is None for tokens, price in counted):
            return None
        parts = (Decimal(tokens) * price for tokens, price in counted if tokens and price)
        return sum(parts, Decimal(0)) / _MILLION
