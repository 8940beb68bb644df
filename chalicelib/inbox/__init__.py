"""The list, an item's page and what is pressed there; what nobody opens."""
