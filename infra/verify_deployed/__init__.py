"""``make verify-deployed``: whether what runs in an account is what a release holds.

It reads and changes nothing. What a template leaves open (addresses, Feide) is said, as
it was given; the rest is compared with a build of the release's own tag.
"""
