"""Money as text and back: exact in every currency, never rounded. Amounts are whole units of the currency."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

LABELS: dict[str, str] = {
    "USD": "$",
    "GBP": "£",
    "EUR": "€",
    "INR": "₹",
    "JPY": "¥",
    "CAD": "C$",
    "AUD": "A$",
    "SGD": "S$",
    "HKD": "HK$",
    "NZD": "NZ$",
    "TWD": "NT$",
    "MXN": "MX$",
    "ILS": "₪",
    "BRL": "R$",
    "KRW": "₩",
}
"""How a currency is written where its company does not say otherwise; others by code and a space."""

CODES = frozenset(
    """AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF
    CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD
    HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD
    MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN
    PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY
    TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG""".split()
)
"""The active currencies of ISO 4217, funds and metals left out."""

_WESTERN = (("B", 10**9, 10**6), ("M", 10**6, 10**3), ("K", 10**3, 10**2))
_INDIAN = (("Cr", 10**7, 10**4), ("L", 10**5, 10**2))
"""Unit, its size, and the grain that it can show with at most three decimals (K: one)."""
_UNITS = {unit: scale for unit, scale, _ in _WESTERN + _INDIAN} | {"": 1}
_AMOUNT = re.compile(
    r"(?P<number>[0-9]{1,3}(?:,[0-9]{2,3})+|[0-9]+)(?:\.(?P<decimals>[0-9]{1,3}))?(?P<unit>K|M|B|L|Cr)?"
)


def label(currency: str, labels: Mapping[str, str] | None = None) -> str:
    """What stands before an amount: ``$``, ``S$``, ``SEK ``; ``labels`` overrides by ISO code."""
    own = labels.get(currency) if labels else None
    return own if own is not None else LABELS.get(currency, f"{currency} ")


def group(amount: int, indian: bool = False) -> str:
    """Digits with commas: 1,234,567, or 12,34,567 in Indian grouping."""
    if not indian:
        return f"{amount:,}"
    digits = str(amount)
    head, tail = digits[:-3], digits[-3:]
    pairs = [head[max(0, i - 2) : i] for i in range(len(head), 0, -2)][::-1]
    return ",".join([*pairs, tail])


@lru_cache(maxsize=65_536)
def number(amount: int, currency: str | None = None) -> str:
    """The shortest exact form: 170000 is ``170K``, 152345 is ``152,345``; rupees go by lakh and crore."""
    if amount < 0:
        raise ValueError(f"amounts are not negative: {amount}")
    indian = currency == "INR"
    for unit, scale, grain in _INDIAN if indian else _WESTERN:
        if amount < scale:
            continue
        if amount % grain:
            break
        whole, rest = divmod(amount, scale)
        decimals = f".{rest * 1000 // scale:03d}".rstrip("0") if rest else ""
        return f"{group(whole, indian)}{decimals}{unit}"
    return group(amount, indian)


def money(amount: int, currency: str, labels: Mapping[str, str] | None = None) -> str:
    """``170000, 'USD'`` as ``$170K``; ``parse`` is its inverse."""
    return label(currency, labels) + number(amount, currency)


def parse(text: str, labels: Mapping[str, str] | None = None) -> tuple[int, str]:
    """Amount and currency of a text that ``money`` wrote with the same labels; ValueError for any other."""
    known = {code: label(code, labels) for code in CODES}
    for code, sign in sorted(known.items(), key=lambda item: (-len(item[1]), item[0])):
        if sign and text.startswith(sign) and (match := _AMOUNT.fullmatch(text, len(sign))):
            amount = _amount(match)
            if money(amount, code, labels) == text:
                return amount, code
    raise ValueError(f"not an amount of money as guidewright prints it: {text!r}")


def _amount(match: re.Match[str]) -> int:
    decimals = match["decimals"] or ""
    scale = _UNITS[match["unit"] or ""]
    return int(match["number"].replace(",", "")) * scale + (
        int(decimals) * scale // 10 ** len(decimals) if decimals else 0
    )


def percent(value: int | float) -> str:
    """10 as ``10``, 12.5 as ``12.5``: a percentage without its sign."""
    return f"{value:g}"
