"""The peers: each makes the same guides and pages from the same specs."""
