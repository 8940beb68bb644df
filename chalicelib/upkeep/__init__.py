"""What the clock does: the schedule, retention, reconciliation."""
