"""Messages, receipts, contact requests: the pupil's pages, and how they are stored."""
