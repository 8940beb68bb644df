"""The whole service in one process, with no account and no Docker: ``python -m
infra.local``."""
