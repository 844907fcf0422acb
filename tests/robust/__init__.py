"""Robustness: short forms run with pytest; long forms by ``python -m tests.robust.<name>`` (docs/robustness.md)."""
