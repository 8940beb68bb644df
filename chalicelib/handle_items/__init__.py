"""What people do with an item: take, hand over, join, close, erase; what waits on who
leaves."""
