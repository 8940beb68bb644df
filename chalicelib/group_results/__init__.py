"""What support groups did, of many at once: counted once, told in ranges, frozen."""
