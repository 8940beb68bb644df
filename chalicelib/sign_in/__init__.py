"""Sessions, and how they begin: by a link or by Feide."""
