"""What every page of the staff goes through, and the pages of signing in."""
