"""What may be shown of many answers: figures are made of them once, when a round is
over, and nothing else is."""
