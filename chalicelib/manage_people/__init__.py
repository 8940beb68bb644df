"""Who is at a school, or at its owner: added, let in, invited, changed, let go."""
