"""Bytes to text: UTF-8 or a refusal that says where and what it looks like."""

from __future__ import annotations

from guidewright.core.codes import problem
from guidewright.core.diagnostic import Diagnostic, Place

MAX_BYTES = 1024 * 1024


def decode(data: bytes, path: str) -> tuple[str | None, list[Diagnostic]]:
    """The text of UTF-8 bytes, a byte order mark kept; None with a located reason for anything else."""
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        bad = data[error.start : error.end]
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            looks = "UTF-16"
        elif error.reason == "unexpected end of data":
            looks = "truncated UTF-8"
        else:
            looks = "Windows-1252 (cp1252) or Latin-1"
        found = f"not UTF-8: byte 0x{bad[0]:02X} at offset {error.start}; it looks like {looks}"
        return None, [problem("GW001", Place(path, line, column), found, hint="save the file as UTF-8")]
