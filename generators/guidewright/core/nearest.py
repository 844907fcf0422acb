"""The word that was probably meant."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word closest to ``word``, or None when none is close."""
    from difflib import get_close_matches

    folded = "".join(ch for ch in unicodedata.normalize("NFKC", word) if ch.isprintable()).strip().lower()
    by_fold = {name.lower(): name for name in known}
    if folded in by_fold:
        return by_fold[folded]
    matches = get_close_matches(folded[:80], list(by_fold), n=1, cutoff=0.6)
    return by_fold[matches[0]] if matches else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint, empty when there is nothing to suggest."""
    found = nearest(word, known)
    return f"did you mean '{found}'?" if found is not None else ""
