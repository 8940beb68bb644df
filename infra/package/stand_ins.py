"""What libraries import at each start and never run here: in its place, no more than
its names."""

import shutil
from pathlib import Path

_EVERYWHERE = {
    # What reads and compiles templates: ours are compiled.
    "jinja2/bccache.py": (
        "BytecodeCache = FileSystemBytecodeCache = MemcachedBytecodeCache = None"
    ),
    "jinja2/compiler.py": "CodeGenerator = generate = None",
    "jinja2/lexer.py": "Lexer = TokenStream = get_lexer = None",
    "jinja2/parser.py": "Parser = None",
    # Resources, which are made of clients: we use the clients themselves.
    "boto3/resources/factory.py": (
        "class ResourceFactory:\n    def __init__(self, _): ..."
    ),
}
_CHARTS = ("Area", "Bar", "Column", "Doughnut", "Line", "Pie", "Radar", "Scatter")
_WITHOUT_CHARTS = {
    # Workbooks of ours are texts and numbers.
    "xlsxwriter/chart.py": "class Chart: ...",
    **{
        f"xlsxwriter/chart_{kind.lower()}.py": f"class Chart{kind}: ..."
        for kind in (*_CHARTS, "Stock")
    },
}
_WITHOUT_S3 = {
    # boto3 asks for this class, to see how old the library is; the rest comes with a
    # client of S3.
    "s3transfer/__init__.py": "",
    "s3transfer/manager.py": "class TransferConfig:\n    UNSET_DEFAULT = None",
}


def put(unpacked: Path, side: str) -> None:
    _put(unpacked, _EVERYWHERE)
    if side == "staff":
        _put(unpacked, _WITHOUT_CHARTS)
    if side == "public":
        shutil.rmtree(unpacked / "s3transfer")
        (unpacked / "s3transfer").mkdir()
        _put(unpacked, _WITHOUT_S3)


def _put(unpacked: Path, files: dict[str, str]) -> None:
    for name, source in files.items():
        (unpacked / name).write_text(f"{source}\n")
