"""How well what came in was followed up: the adults' work, of many cases at once."""
