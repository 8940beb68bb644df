"""What the service stands on: the data stack, and running it locally."""
