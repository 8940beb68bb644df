"""Whether the service works, for anybody who asks, from its own data alone."""
