"""What a pupil does with threads: asks to be contacted, takes a receipt, comes back."""
