"""What the service stands on: the data stack, and running it locally.

Whatever of it runs, the strings are compiled first, where they have changed.
"""

from infra.strings.compiling import compile_changed

compile_changed()
