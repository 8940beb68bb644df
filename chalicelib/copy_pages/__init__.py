"""The pages on which a copy of a case is made, handed out and confirmed, and a case
erased."""
