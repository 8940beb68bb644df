"""R and PSPP, which reads what SPSS reads, run what is in the package; where they are
not installed (apt-get install pspp r-base-core) the tests say so."""

import io
import shutil
import subprocess
import zipfile

import pytest

from chalicelib.result_exports.data_package import data_package
from chalicelib.result_exports.fetch_file import LANGUAGES
from chalicelib.web.language import texts
from tests.result_exports.cast import of_owner, of_school

pytestmark = pytest.mark.walk
TABLES = [(of_school, "rounds"), (of_owner, "terms"), (of_owner, "questions")]


def run(folder, *command):
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def unpacked(folder, released, language):
    body = data_package(texts(language), released())
    zipfile.ZipFile(io.BytesIO(body)).extractall(folder)


@pytest.mark.skipif(not shutil.which("Rscript"), reason="R is not installed")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("released", "name"), TABLES)
def test_r_reads_the_table_with_why_a_number_is_not_there(
    tmp_path, released, name, language
):
    unpacked(tmp_path, released, language)
    look = f'source("{name}.R", encoding="UTF-8"); cat(nrow({name}), "\\n")'
    if name != "questions":
        look += f"; cat(sum(is.na({name}$low)), sum(!is.na({name}$low_missing)))"
    rows, *missing = run(tmp_path, "Rscript", "--vanilla", "-e", look).split()
    text = (tmp_path / f"{name}.csv").read_text()
    assert int(rows) == text.count("\n") - 1
    assert len(set(missing)) <= 1


@pytest.mark.skipif(not shutil.which("pspp"), reason="PSPP is not installed")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("released", "name"), TABLES)
def test_pspp_reads_the_table_without_a_warning(tmp_path, released, name, language):
    unpacked(tmp_path, released, language)
    syntax = (tmp_path / f"{name}.sps").read_text()
    save = "SAVE TRANSLATE /OUTFILE='back.csv' /TYPE=CSV /FIELDNAMES."
    (tmp_path / "run.sps").write_text(f"{syntax}{save}\n")
    said = run(tmp_path, "pspp", "run.sps")
    assert "warning" not in said
    text = (tmp_path / f"{name}.csv").read_text()
    assert (tmp_path / "back.csv").read_text().count("\n") == text.count("\n")
