"""Pay as a job description states it."""

import re
from dataclasses import dataclass

_SIGNS = {"€": "EUR", "$": "USD", "£": "GBP", "r$": "BRL", "₹": "INR", "zł": "PLN"}
_CODES = ("eur", "usd", "gbp", "chf", "brl", "cad", "aud", "inr", "pln", "sek", "dkk", "nok")
_CURRENCIES = _SIGNS | {code: code.upper() for code in _CODES}
_PERIODS = {
    "year": r"year|yr|annum|annual\w*|p\.?\s?a\b|jahr|an\b|año|anual|anno|annu[oi]|ano\b|jaar",
    "month": r"month|monat|mois|mes\b|mese|mês|maand|mensu\w*|mensal",
    "day": r"day|tag\b|tagessatz|jour|día|giorno|dia\b|dag\b",
    "hour": r"hour|hr\b|stunde|std|heure|hora|ora\b|uur",
}
_PER = (
    r"[\s(]*(?:gross|brutto|bruts?|brutos?|lord[oi])?\s*(?:/|per|pro|par|por|al|a|an|en|je|p\.)?\s*"
)
_AMOUNT = r"\d{1,3}(?:[.,' \u00a0]\d{3})+(?:[.,]\d\d)?|\d+(?:[.,]\d{1,2})?"
_MONEY = rf"(?:r\$|[€$£₹]|(?:{'|'.join(_CODES)}|zł)(?![a-z]))"
_SALARY = re.compile(
    rf"(?P<before>{_MONEY})?\s?(?P<low>{_AMOUNT})\s?(?P<k1>k\b)?\s?(?P<mid>{_MONEY})?"
    rf"(?:\s?(?:-|–|—|to|bis|à|a|tot|and|und)\s?(?:{_MONEY})?\s?(?P<high>{_AMOUNT})\s?(?P<k2>k\b)?)?"
    rf"\s?(?P<after>{_MONEY})?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Salary:
    """Pay as stated; `period` is year, month, day or hour when it is said."""

    low: float
    high: float
    currency: str
    period: str | None


def find_salary(text: str) -> Salary | None:
    """Find the first amount of money that is somebody's pay."""
    for found in _SALARY.finditer(text):
        sign = found["before"] or found["mid"] or found["after"]
        low, high = _amount(found["low"]), _amount(found["high"] or found["low"])
        if not sign or low is None or high is None:
            continue
        thousand = 1000 if found["k1"] or found["k2"] else 1
        period = _period(text[found.end() : found.end() + 24])
        if high * thousand >= 8 and (period or high * thousand >= 1000):
            return Salary(low * thousand, high * thousand, _CURRENCIES[sign.casefold()], period)
    return None


def _amount(written: str) -> float | None:
    bare = re.sub(r"[ \u00a0']", "", written)
    whole = re.fullmatch(r"(\d{1,3}(?:[.,]\d{3})+)([.,]\d\d)?|(\d+)([.,]\d{1,2})?", bare)
    if whole is None:
        return None
    digits = re.sub(r"\D", "", whole.group(1) or whole.group(3))
    cents = (whole.group(2) or whole.group(4) or "").replace(",", ".")
    return float(f"{digits}{cents}")


def _period(after: str) -> str | None:
    for name, pattern in _PERIODS.items():
        if re.match(rf"{_PER}(?:{pattern})", after, re.IGNORECASE):
            return name
    return None
