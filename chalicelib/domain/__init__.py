"""Floor 0: what the service knows. Standard library and pydantic only."""
