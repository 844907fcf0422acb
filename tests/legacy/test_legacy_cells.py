"""The grammar of cells: what is surely a figure is typed, everything else is kept word for word."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guidewright.core.legacy.cells import read_cell
from guidewright.core.model.rows import Figure

TYPED = [
    ("$170K–$235K", "$", Figure(low=170000, high=235000)),
    ("$170,000 - $235,000", "$", Figure(low=170000, high=235000)),
    ("$950K–$1.2M", "$", Figure(low=950000, high=1200000)),
    ("$530K - $850K+", "$", Figure(low=530000, high=850000, open=True)),
    ("$0-$40K", "$", Figure(low=0, high=40000)),
    ("$120–150K", "$", Figure(low=120000, high=150000)),
    ("up to $90K", "$", Figure(high=90000)),
    ("Up to 20%", None, Figure(pct_high=20)),
    ("*$90K*", "$", Figure(low=90000)),
    ("from $90K", "$", Figure(low=90000, open=True, note="(from)")),
    ("~$90K", "$", Figure(low=90000, note="(approx.)")),
    ("10–15%", None, Figure(pct=10, pct_high=15)),
    ("12.5%", None, Figure(pct=12.5)),
    ("25%+", None, Figure(pct=25, open=True)),
    ("15–20% + variable", None, Figure(pct=15, pct_high=20, note="+ variable")),
    ("60–100% of NYC", None, Figure(pct=60, pct_high=100, note="of NYC")),
    ("$40K-$100K (25-50%)", "$", Figure(low=40000, high=100000, pct=25, pct_high=50)),
    ("10% target ($16,000 – $20,000)", "$", Figure(low=16000, high=20000, pct=10, note="target")),
    ("$45K–$135K/4yr", "$", Figure(low=45000, high=135000, period="grant")),
    ("$50K–$130K/yr vesting", "$", Figure(low=50000, high=130000, period="year", note="vesting")),
    ("SEK 48K–60K/mo", "SEK", Figure(low=48000, high=60000, period="month")),
    ("$100,000 per year", "$", Figure(low=100000, period="year", note="per year")),
    ("13,000 – 27,000 options", None, Figure(low=13000, high=27000, unit="options")),
    ("₹47,00,000 - ₹59,00,000", "₹", Figure(low=4700000, high=5900000)),
    ("INR 22L–INR 45L", "INR", Figure(low=2200000, high=4500000)),
    ("₹1.2Cr–₹1.8Cr", "₹", Figure(low=12000000, high=18000000)),
    ("EUR9K–EUR10K", "EUR", Figure(low=9000, high=10000)),
    ("EUR 90 000 – 120 000", "EUR", Figure(low=90000, high=120000)),
    ("CHF 120'000", "CHF", Figure(low=120000)),
    ("170K USD", "USD", Figure(low=170000)),
    ("90 000 – 130 000 kr", "kr", Figure(low=90000, high=130000)),
    ("NT$1.2M–NT$2M equivalent", "NT$", Figure(low=1200000, high=2000000, note="equivalent")),
    ("VND 500M–VND 1.2B", "VND", Figure(low=500000000, high=1200000000)),
    ("$175K - $215K (GBP equivalent)", "$", Figure(low=175000, high=215000, note="(GBP equivalent)")),
    ("$440K-$720K ($110K-$180K/yr)", "$", Figure(low=440000, high=720000, note="($110K-$180K/yr)")),
    ("$371K–$525K (+40%)", "$", Figure(low=371000, high=525000, note="(+40%)")),
    ("0–10%", None, Figure(pct=0, pct_high=10)),
    ("$130K–$170K CAD", "CAD", Figure(low=130000, high=170000)),
    ("CAD $130K–$170K", "CAD", Figure(low=130000, high=170000)),
    ("C$130K–C$170K CAD", "CAD", Figure(low=130000, high=170000)),
    ("$130K–$170K (CAD)", "CAD", Figure(low=130000, high=170000)),
    ("$130K–$170K (USD)", "$", Figure(low=130000, high=170000, note="(USD)")),
    ("₪35K–₪45K/month", "₪", Figure(low=35000, high=45000, period="month", note="/month")),
    ("$40K–$80K annually", "$", Figure(low=40000, high=80000, period="year", note="annually")),
    ("$40K–$80K monthly vesting", "$", Figure(low=40000, high=80000, note="monthly vesting")),
    ("$85K annual bonus", "$", Figure(low=85000, note="annual bonus")),
    ("**$90K–$95K**", "$", Figure(low=90000, high=95000)),
    ("$90K–$95K*", "$", Figure(low=90000, high=95000, note="*")),
    ("approx. $90K", "$", Figure(low=90000, note="(approx.)")),
    ("ca €90K", "€", Figure(low=90000, note="(ca)")),
    ("min. $90K", "$", Figure(low=90000, open=True, note="(min.)")),
    ("≤ $90K", "$", Figure(high=90000)),
    ("max $90K", "$", Figure(high=90000, note="(max)")),
    ("$90K max", "$", Figure(high=90000, note="max")),
    ("15% cap", None, Figure(pct_high=15, note="cap")),
    ("Target: 10–15%", None, Figure(pct=10, pct_high=15, note="Target")),
    ("₹47-59 Lakhs", "₹", Figure(low=4700000, high=5900000)),
    ("₹1.5 Crore – ₹2 Crore", "₹", Figure(low=15000000, high=20000000)),
    ("$1–2 Million", "$", Figure(low=1000000, high=2000000)),
    ("$75/hr–$95/hr", "$", Figure(low=75, high=95, period="hour")),
    ("$50K/yr – $130K/yr", "$", Figure(low=50000, high=130000, period="year")),
    (r"\$150K–\$200K", "$", Figure(low=150000, high=200000)),
    ("$150K&ndash;$200K", "$", Figure(low=150000, high=200000)),
    ("$150K ‒ $200K", "$", Figure(low=150000, high=200000)),
]
WORDS = [
    ("$715K-$1.097K", "GW522"),
    ("$950–$1.2M", "GW522"),
    ("$175,000 - S$245,000", "GW524"),
    ("PLN 74K–$98K", "GW524"),
    ("€19,000-£52,000 / $21,000-$57,000", "GW524"),
    ("$100K / $120K", "GW524"),
    ("C$140K USD", "GW524"),
    ("C$130K–C$170K USD", "GW524"),
    ("$305K–SGD 470K", "GW524"),
    ("$60,000 - S$95,000", "GW524"),
    ("€90.000", "GW523"),
    ("1,5%", "GW523"),
    ("XYZ 100K", "GW523"),
    ("$20K sign-on + $10K relocation", "GW523"),
    ("$85.50/hr", "GW523"),
    ("Level 4 of 7", "GW523"),
    ("R$240 mil", "GW523"),
    ("€85 Tsd.", "GW523"),
    ("$90K–$95K max", "GW523"),
    (r"\$90K and \$20K", "GW523"),
    ("N/A", "GW526"),
    ("TBD", "GW526"),
    ("None", None),
    ("Choose Your Mix", None),
]


@pytest.mark.parametrize(("text", "mark", "figure"), TYPED)
def test_figures_are_typed(text: str, mark: str | None, figure: Figure) -> None:
    cell = read_cell(text)
    assert cell.first is not None
    assert (cell.first.mark, cell.first.figure, cell.second) == (mark, figure, None)


@pytest.mark.parametrize(("text", "why"), WORDS)
def test_what_is_not_sure_stays_words(text: str, why: str | None) -> None:
    cell = read_cell(text)
    assert (cell.first, cell.words, cell.why) == (None, text, why)


@pytest.mark.parametrize("text", ["£70K-£90K / $88K-$113K", "£70K / $88K - £90K / $113K", "£70K–£90K ($88K–$113K)"])
def test_two_currencies(text: str) -> None:
    """Side by side or interleaved, both readings come out alike."""
    cell = read_cell(text)
    assert cell.first is not None
    assert cell.second is not None
    assert (cell.first.mark, cell.first.figure) == ("£", Figure(low=70000, high=90000))
    assert (cell.second.mark, cell.second.figure) == ("$", Figure(low=88000, high=113000))


def test_a_second_currency_that_is_nearly_right() -> None:
    cell = read_cell("£70K–£90K (~$88K–$113K)")
    assert cell.first is not None
    assert cell.second is not None
    assert cell.first.figure == Figure(low=70000, high=90000)
    assert cell.second.figure == Figure(low=88000, high=113000, note="(approx.)")


@pytest.mark.parametrize("text", ["", "—", "-", "–", " "])
def test_a_dash_is_nothing(text: str) -> None:
    assert read_cell(text).first is read_cell(text).words is None


@given(st.text(alphabet="$£€kr0123456789,.KMBL%+-–/ ()ayomtS", max_size=40) | st.text(max_size=60))
def test_no_cell_raises_and_none_is_lost(text: str) -> None:
    """A cell is a reading, words, or a dash."""
    cell = read_cell(text)
    assert (
        cell.first is not None
        or cell.words is not None
        or not text.strip("-–—…" + "".join(c for c in text if c.isspace()))
    )


@pytest.mark.parametrize("piece", ["(", "$1 ", "1,", "9 999 ", "/4yr", "$1K / ", "–", "1.", "%", "a"])
def test_hostile_cells_take_no_time(piece: str) -> None:
    started = time.perf_counter()
    read_cell(piece * 100_000)
    assert time.perf_counter() - started < 0.5
