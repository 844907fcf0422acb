"""Seed files: what databases and apps read, made from records. Knows no guide text, no folders and no clock."""

from guidewright.core.seedfiles.files import FORMATS, Fragment, assemble, fragment, seed_files
from guidewright.core.seedfiles.rows import tables

__all__ = ["FORMATS", "Fragment", "assemble", "fragment", "seed_files", "tables"]
