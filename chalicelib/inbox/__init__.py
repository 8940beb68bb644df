"""The list and the item's page: take, hand over, join, close, erase; what waits on who leaves."""
