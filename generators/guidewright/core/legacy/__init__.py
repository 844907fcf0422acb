"""Legacy guides to specs: decode, read into a lossless tree, lift into the spec's words; no guess is silent."""
