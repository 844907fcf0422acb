"""The words of a spec: what keys there are, what they hold, and what each one means."""
