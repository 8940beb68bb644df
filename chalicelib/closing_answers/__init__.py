"""What the pupil and the supporters answer themselves when a support group is over."""
