"""Benchmarks: guidewright against its peers on one made corpus, in one run. ``python -m benchmarks --help``."""
