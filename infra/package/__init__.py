"""``make package``: both sides as zips and templates, the same bytes each time.

build/data.yaml is the data stack; build/public and build/staff hold ``sam.json`` and
``deployment.zip`` for arm64. ``--host`` builds for this machine's own processor into
build/host instead, for measuring and rehearsing.
"""
