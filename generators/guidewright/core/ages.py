"""How old verified figures may be; one place for select, status and the rules of freshness."""

STALE_DAYS, EXPIRED_DAYS = 120, 240
