"""Rules that judge what a spec says: figures, prose against table, freshness, completeness, style."""
