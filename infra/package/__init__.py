"""``make package``: each side as a zip and a template, the same bytes each time.

build/data.yaml is the data stack; build/public, build/staff and build/archive hold
``sam.json`` and ``deployment.zip`` for arm64. ``--host`` builds for this machine's own
processor into build/host instead, for measuring and rehearsing.
"""
