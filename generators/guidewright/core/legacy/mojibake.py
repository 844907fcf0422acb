"""Which characters UTF-8 turns into when it is read as Windows-1252, and which of them lost bytes on the way.

Windows-1252 has no character for five bytes; most programs drop them. What then remains fits several
characters, so lossy pieces are looked up in a table of the emoji and signs that guides use.
"""

from __future__ import annotations

UNDEFINED = frozenset({0x81, 0x8D, 0x8F, 0x90, 0x9D})

USUAL = (
    "🏗️ 🛡️ 🏛️ 👁️‍🗨️ ☁️ 🌐 🌏 🌍 🌎 🔐 ⚡ 🧠 🤖 ⚙️ 🛠️ ⚖️ 🛰️ 🖥️ 🗄️ 🗂️ 🗺️ 🕸️ 🏎️ 🏢 🏦 🏥 🏭 🏆 🏠 🏅 🏪 🎯 🎮 🎨 🎵 🎧 🎬 🎓 🏁 "
    "💡 💰 💳 💎 💻 💼 💸 💹 📈 📊 📉 📋 📌 📍 📱 📦 📡 📚 📜 📝 🔑 🔒 🔓 🔍 🔎 🔗 🔥 🔬 🔭 🔧 🔨 "
    "🔌 🔋 🚀 🚗 🚢 🛒 🛍️ 🧩 🧪 "
    "🧬 🧭 🤝 🐍 🐙 🐝 🐳 🌟 🌱 🌊 🌙 🍎 🎁 ✈️ ✅ ✨ ❌ ❤️ ❗ ⚠️ ℹ️ ♻️ ⭐ ⏱️ ⏰ ☎️ ✉️ ✏️ ✔️ ▶️ 🅿️ 🆕 🗣️ 🕵️ 👁️ 🗨️ 🎙️ 🎛️ 🏔️ 🏝️ 🏟️ 🏷️ 🖨️ "
    "🗓️ 🗒️ 🗳️ 🕹️ 🌡️ 🌤️ 🌉 🏙️ 🏘️ 🏖️ 🏃 🐎 🐂 🐻 🦅 🦄 🦾 🧮 🧰 🧱 🧲 🩺 🪙 🪪 ” ‍ ️ 🏴 ↔️ ↗️ → ← ↑ ↓ ≈ ≥ ≤ ≠ − × ÷ • … – — “ ‘ ’ "
    "Á Í Ï Ð Ý í à"
).split(" ")
"""Signs that guides use, the likelier first where two become the same."""


def byte_of(character: str) -> int | None:
    """The Windows-1252 byte of a character from 0x80 on; control characters stand for the undefined bytes."""
    point = ord(character)
    if 0x80 <= point <= 0x9F:
        return point if point in UNDEFINED else None
    try:
        byte = character.encode("cp1252")[0]
    except UnicodeEncodeError:
        return None
    return byte if byte >= 0x80 else None


def damaged(text: str) -> str:
    """What ``text`` looks like after its UTF-8 was read as Windows-1252 and the undefined bytes were dropped."""
    return bytes(b for b in text.encode("utf-8") if b not in UNDEFINED).decode("cp1252")


def _lossy(text: str) -> bool:
    return any(byte in UNDEFINED for byte in text.encode("utf-8"))


def _table() -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for sign in dict.fromkeys(USUAL + [s.rstrip("\ufe0f") for s in USUAL if s != "\ufe0f"]):
        if sign and _lossy(sign) and len(damaged(sign)) > 1:
            table[damaged(sign)] = (*table.get(damaged(sign), ()), sign)
    return table


LOSSY = _table()
"""Damaged text to the signs that it may have been, for signs that lost bytes."""

LONGEST = max(map(len, LOSSY))
