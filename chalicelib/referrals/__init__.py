"""A teacher's referral: drafts, checks, sending, additions."""
