"""Reviews: what differs between two states of a workspace, by cause and by shape, and who has looked at it."""
