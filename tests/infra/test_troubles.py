"""The rows that the rehearsal spoils are, before it does, such as the service reads."""

from chalicelib.items import store as item_store
from chalicelib.storage.codec import decode, encode
from infra.rehearsal.troubles import as_new
from tests.rows import rows_with

OWN = "REHEARSEDREHEARSED2A"


def test_a_flag_like_the_schools_own_is_read(stage):
    stage.send(0, hurt="few")
    (row,) = rows_with("answers", sk="FLAG#")
    (flag,) = item_store.among([decode(as_new(encode(row), OWN))])
    assert (flag.id, flag.step, flag.mails) == (OWN, 0, ())
