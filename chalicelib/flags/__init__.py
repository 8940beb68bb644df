"""Conditions, rule sets, raising, the rule of the class, comparing rounds."""
