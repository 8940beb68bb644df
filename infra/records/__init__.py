"""``make records``: what is stored of whom, as a municipality must be able to say it.
Each kind of row is declared once; no door imports this."""
