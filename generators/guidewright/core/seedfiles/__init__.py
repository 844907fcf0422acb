"""Seed files: what databases and apps read, made from records. Knows no guide text, no folders and no clock."""

from guidewright.core.seedfiles.files import WHOLE, frame, shares
from guidewright.core.seedfiles.rows import Head, tables

__all__ = ["WHOLE", "Head", "frame", "shares", "tables"]
