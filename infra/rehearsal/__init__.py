"""``make rehearse``: the very templates and zips, deployed to an AWS on this machine
and used.

ministack lives in a venv of its own (it pins botocore), checks IAM for every call, and
is ended with everything it started. Nothing listens outside 127.0.0.1.
"""
