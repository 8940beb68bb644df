"""``make doctor``: looks an installation over, deployed or rehearsed. It reads and
changes nothing.

It runs with the rights of whoever runs it, who must be allowed to read the tables, and
prints for each thing whether it is well and what to do where it is not; never a person,
code or answer.
"""
