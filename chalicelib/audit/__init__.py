"""Who read and did what; chained."""
