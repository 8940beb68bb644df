"""Run by the Python that Lambda will run: templates to Python, Python to bytecode.

Only the bytecode stays. /var/task cannot be written to, so that source would be
compiled anew at every start: measured, that is two thirds of it.
"""

import py_compile
import shutil
import sys
from pathlib import Path

from chalicelib.web import templates as templating

_TRUSTED = py_compile.PycInvalidationMode.UNCHECKED_HASH


def main(unpacked: Path) -> None:
    compile_templates(unpacked / "templates")
    for source in sorted(unpacked.rglob("*.py")):
        compile_source(source, unpacked)


def compile_templates(templates: Path) -> None:
    """Leave the folder with one module for each template, as jinja2's ModuleLoader
    finds them."""
    compiled = templates.with_name("compiled")
    environment = templating.environment(templating.SourceLoader(templates))
    environment.compile_templates(
        compiled, zip=None, ignore_errors=False, filter_func=lambda n: not is_typst(n)
    )
    for source in sorted(templates.rglob("*.typ")):
        kept = compiled / source.relative_to(templates)
        kept.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, kept)
    shutil.rmtree(templates)
    compiled.rename(templates)


def is_typst(template: str) -> bool:
    """What is no page: typst reads its source itself."""
    return template.endswith(".typ")


def compile_source(source: Path, unpacked: Path) -> None:
    """The path in a traceback is Lambda's, so the bytes do not depend on where this was
    built."""
    shown = f"/var/task/{source.relative_to(unpacked)}"
    py_compile.compile(
        str(source),
        cfile=str(source.with_suffix(".pyc")),
        dfile=shown,
        doraise=True,
        optimize=0,
        invalidation_mode=_TRUSTED,
    )
    source.unlink()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
