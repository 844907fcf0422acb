"""parse(format(x)) == x for every amount, currency and way of writing a currency."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidewright.core.money import CODES, money, parse

ASKED = "USD GBP EUR CHF INR JPY CAD AUD SGD HKD CNY ILS SEK DKK PLN BRL KRW AED SAR IDR VND".split()


@given(st.integers(0, 10**15), st.sampled_from(sorted(CODES)))
def test_an_amount_survives_being_written(amount: int, currency: str) -> None:
    assert parse(money(amount, currency)) == (amount, currency)


@given(st.integers(0, 9999), st.integers(0, 11), st.sampled_from(ASKED))
def test_a_round_amount_survives_being_written(digits: int, zeros: int, currency: str) -> None:
    amount = digits * 10**zeros
    assert parse(money(amount, currency)) == (amount, currency)


@given(st.integers(0, 10**12), st.sampled_from([{"SGD": "SGD "}, {"INR": "INR "}, {"SEK": "kr", "DKK": "DKK"}]))
def test_a_company_may_write_a_currency_its_own_way(amount: int, labels: dict[str, str]) -> None:
    for currency in labels:
        assert parse(money(amount, currency, labels), labels) == (amount, currency)


@given(st.text(max_size=12))
def test_a_text_that_is_parsed_is_a_text_that_is_written(text: str) -> None:
    try:
        amount, currency = parse(text)
    except ValueError:
        return
    assert money(amount, currency) == text


CASES = {
    (170000, "USD"): "$170K", (152500, "USD"): "$152.5K", (152345, "USD"): "$152,345", (1290000, "USD"): "$1.29M",
    (999999, "USD"): "$999,999", (0, "USD"): "$0", (999, "GBP"): "£999", (1000, "EUR"): "€1K",
    (1200000, "INR"): "₹12L", (1250000, "INR"): "₹12.5L", (12500000, "INR"): "₹1.25Cr", (1234567, "INR"): "₹12,34,567",
    (90000000, "KRW"): "₩90M", (565000, "SEK"): "SEK 565K", (1097000, "USD"): "$1.097M", (1295500, "USD"): "$1,295,500",
}  # fmt: skip


@pytest.mark.parametrize(("amount", "text"), CASES.items(), ids=CASES.values())
def test_an_amount_is_written_short_and_exact(amount: tuple[int, str], text: str) -> None:
    assert money(*amount) == text
