"""``python -m guidewright``."""

from guidewright.cli import run

if __name__ == "__main__":
    run()
