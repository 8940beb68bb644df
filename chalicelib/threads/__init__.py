"""Messages, receipts, contact requests: the pupil's pages and the school's side."""
