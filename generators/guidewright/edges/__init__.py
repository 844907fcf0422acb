"""The outside world, one thing a module: files, git, the terminal, worker processes, the clock."""
