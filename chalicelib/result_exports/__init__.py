"""Results as files: made of what may be shown, and of nothing else."""
