"""Currency marks: which codes a sign or code may stand for, and which code it is at a given place."""

from __future__ import annotations

import re
from collections.abc import Iterable

from guidewright.core.money import CODES

SIGNS: dict[str, tuple[str, ...]] = {
    "$": ("USD",),
    "US$": ("USD",),
    "U$S": ("USD",),
    "USD$": ("USD",),
    "£": ("GBP",),
    "€": ("EUR",),
    "₹": ("INR",),
    "₪": ("ILS",),
    "NIS": ("ILS",),
    "₩": ("KRW",),
    "C$": ("CAD",),
    "CA$": ("CAD",),
    "CAD$": ("CAD",),
    "CDN$": ("CAD",),
    "A$": ("AUD",),
    "AU$": ("AUD",),
    "AUD$": ("AUD",),
    "S$": ("SGD",),
    "SG$": ("SGD",),
    "SGD$": ("SGD",),
    "HK$": ("HKD",),
    "HKD$": ("HKD",),
    "NT$": ("TWD",),
    "NZ$": ("NZD",),
    "NZD$": ("NZD",),
    "R$": ("BRL",),
    "MX$": ("MXN",),
    "Mex$": ("MXN",),
    "AR$": ("ARS",),
    "CLP$": ("CLP",),
    "COP$": ("COP",),
    "UYU$": ("UYU",),
    "S/": ("PEN",),
    "S/.": ("PEN",),
    "₱": ("PHP",),
    "฿": ("THB",),
    "₫": ("VND",),
    "₺": ("TRY",),
    "TL": ("TRY",),
    "₽": ("RUB",),
    "₦": ("NGN",),
    "₴": ("UAH",),
    "₡": ("CRC",),
    "₸": ("KZT",),
    "৳": ("BDT",),
    "zł": ("PLN",),
    "Kč": ("CZK",),
    "Ft": ("HUF",),
    "RM": ("MYR",),
    "Rp": ("IDR",),
    "R": ("ZAR",),
    "KSh": ("KES",),
    "E£": ("EGP",),
    "GH₵": ("GHS",),
    "SFr.": ("CHF",),
    "Fr.": ("CHF",),
    "RMB": ("CNY",),
    "CN¥": ("CNY",),
    "元": ("CNY",),
    "JP¥": ("JPY",),
    "円": ("JPY",),
    "¥": ("JPY", "CNY"),
    "￥": ("CNY", "JPY"),
    "kr": ("SEK", "NOK", "DKK", "ISK"),
    "Kr": ("SEK", "NOK", "DKK", "ISK"),
    "kr.": ("DKK", "SEK", "NOK", "ISK"),
    "Rs": ("INR", "PKR", "LKR", "NPR", "MUR"),
    "Rs.": ("INR", "PKR", "LKR", "NPR", "MUR"),
}
"""Signs with the currencies that they may stand for."""

_PLACES: dict[str, str] = {
    "CNY": "china beijing shanghai shenzhen hangzhou guangzhou chengdu nanjing xiamen 🇨🇳 :cn: yuan renminbi rmb prc",
    "JPY": "japan tokyo osaka kyoto yokohama fukuoka 🇯🇵 :jp: yen",
    "SEK": "sweden stockholm gothenburg göteborg malmö malmo uppsala linköping lund 🇸🇪 swedish",
    "NOK": "norway oslo bergen trondheim stavanger 🇳🇴 norwegian",
    "DKK": "denmark copenhagen aarhus odense aalborg 🇩🇰 danish",
    "ISK": "iceland reykjavik reykjavík 🇮🇸 icelandic",
    "INR": "india bangalore bengaluru hyderabad mumbai delhi gurgaon gurugram noida pune chennai kolkata 🇮🇳",
    "PKR": "pakistan karachi lahore islamabad 🇵🇰",
    "LKR": "lanka colombo 🇱🇰",
    "CAD": "canada toronto vancouver montreal montréal ottawa waterloo calgary 🇨🇦",
    "AUD": "australia sydney melbourne brisbane perth canberra 🇦🇺",
    "NZD": "zealand auckland wellington christchurch 🇳🇿",
    "SGD": "singapore 🇸🇬 :singapore:",
    "HKD": "hong kong 🇭🇰",
    "TWD": "taiwan taipei hsinchu 🇹🇼",
    "MXN": "mexico méxico guadalajara monterrey 🇲🇽",
    "ARS": "argentina 🇦🇷",
    "CLP": "chile 🇨🇱",
    "COP": "colombia bogotá bogota medellín medellin 🇨🇴",
    "UYU": "uruguay montevideo 🇺🇾",
}
_PLACE_CODES = {word: code for code, words in _PLACES.items() for word in words.split()}
_WORDS = re.compile(r"[^\W\d_]+|:[a-z]+:|[\U0001F1E6-\U0001F1FF]{2}")
_CODE = re.compile(r"\b[A-Z]{3}\b")
_OWN_SIGN = re.compile(
    "|".join(re.escape(s) for s in sorted(SIGNS, key=len, reverse=True) if not s.isalpha() and s != "$")
)
_DOLLARS = frozenset({"CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN", "ARS", "CLP", "COP", "UYU"})


def codes_named(text: str) -> tuple[str, ...]:
    """Currencies that a label such as ``London (GBP £)`` names by code or by a sign of its own, in order."""
    named = [code for code in _CODE.findall(text) if code in CODES and code not in ("ALL", "TOP", "TRY", "CUP")]
    signs = [SIGNS[sign][0] for sign in _OWN_SIGN.findall(text) if len(SIGNS[sign]) == 1]
    return tuple(dict.fromkeys(named + signs))


def codes_of_places(text: str) -> tuple[str, ...]:
    """Currencies of the places that ``text`` names, as far as an ambiguous sign needs them."""
    words = _WORDS.findall(text.lower())
    return tuple(dict.fromkeys(_PLACE_CODES[word] for word in words if word in _PLACE_CODES))


def may_mean(mark: str | None, code: str) -> bool:
    """Whether a sign may stand for a code: a bare dollar for every dollar."""
    return code in SIGNS.get(mark or "", ()) or (mark == "$" and code in _DOLLARS)


def code_of(mark: str, label: str, context: Iterable[str] = ()) -> tuple[str | None, bool]:
    """The code that ``mark`` stands for at ``label`` (region and column), and whether that is certain.

    ``context`` holds wider texts (all regions, then the whole guide), asked in order where the label says
    nothing. None: the mark fits several currencies and nothing says which.
    """
    if mark in CODES:
        return mark, True
    inner, _, sign = mark.partition(" ")
    if sign and inner in CODES:
        return inner, True
    options = SIGNS.get(mark, ())
    if mark == "$":
        return _dollar(label)
    if len(options) == 1:
        return options[0], True
    for text in (label, *context):
        for codes in (codes_named(text), codes_of_places(text)):
            fitting = [code for code in codes if code in options]
            if len(fitting) == 1:
                return fitting[0], True
            if fitting and codes == codes_named(text):
                return None, False
    return None, False


def _dollar(label: str) -> tuple[str, bool]:
    """A bare dollar: the label's own dollar where it names exactly one currency, else US dollars."""
    named = codes_named(label)
    if "USD" in named:
        return "USD", True
    if len(named) == 1 and named[0] in _DOLLARS:
        return named[0], True
    suggests = any(code in _DOLLARS for code in codes_of_places(label))
    return "USD", not suggests


def mark_pattern() -> str:
    """A pattern for one mark, the longest first; a code may stand before a sign (``USD $``)."""
    signs = "|".join(re.escape(sign) for sign in sorted(SIGNS, key=len, reverse=True))
    return rf"(?:(?:[A-Z]{{3}}\ ?)?(?:{signs})|[A-Z]{{3}}(?![A-Za-z]|$))"
