"""Edits of spec texts that change only the lines they must, and the canonical layout of a spec."""
