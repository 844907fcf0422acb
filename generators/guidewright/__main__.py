"""``python -m guidewright``."""

from guidewright.cli import main

if __name__ == "__main__":
    raise SystemExit(main())
