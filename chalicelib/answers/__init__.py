"""What pupils have sent, sealed, and what is held back for a while."""
