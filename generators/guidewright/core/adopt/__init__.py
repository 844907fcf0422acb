"""Hand edits of canonical guides taken back into their specs: reproduced exactly, or refused with a reason."""
