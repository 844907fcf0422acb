"""guidewright: a content compiler for company and role negotiation guides."""

__version__ = "0.1.0"
