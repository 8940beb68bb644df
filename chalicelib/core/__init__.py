"""The ground, with no noun of the service: settings, AWS, ids, text, school time,
errors."""
