"""What people need to know, on one page each: to read, and to print."""
