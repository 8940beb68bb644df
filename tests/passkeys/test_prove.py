"""What a device says is believed where it is signed for us, now, by a person it
knows."""

import json
import os
import subprocess
import sys

import pytest
from fido2.utils import websafe_encode
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.core import errors
from chalicelib.passkeys import prove
from chalicelib.passkeys.passkey import Passkey
from tests.cast import NOW
from tests.conftest import ROOT
from tests.passkeys.device import PRESENT, VERIFIED, Device

CHALLENGE, OTHER = "c" * 64, "d" * 64
LIES = [
    {"host": "ansatt.other.example"},
    {"host": "example"},
    {"origin": "https://svar.example"},
    {"origin": "http://ansatt.example"},
    {"origin": "https://ansatt.example:8443"},
    {"origin": "https://ansatt.example.other.example"},
    {"origin": "https://ny.ansatt.example"},
    {"flags": PRESENT},
    {"flags": VERIFIED},
]
"""Each alone: another host, another origin, a person who was not there or not known."""


@pytest.fixture(autouse=True)
def ours(environment):
    """The staff's address is https://ansatt.example."""


def made(device):
    key = prove.new_key(device.makes(CHALLENGE), CHALLENGE)
    return Passkey("id", key.credential, key.public_key, "min", key.count, NOW)


def test_what_a_device_made_is_what_it_signs_with():
    device = Device()
    key = made(device)
    assert (key.credential, key.count) == (websafe_encode(device.credential), 1)
    answer = device.signs(OTHER)
    assert prove.credential_of(answer) == key.credential
    assert prove.count_of(answer, OTHER, key) == 2


@pytest.mark.parametrize("lie", LIES, ids=str)
def test_for_another_host_or_page_or_nobody_it_makes_and_proves_nothing(lie):
    device = Device()
    key = made(device)
    with pytest.raises(errors.PasskeyRefused):
        prove.new_key(device.makes(CHALLENGE, **lie), CHALLENGE)
    with pytest.raises(errors.PasskeyRefused):
        prove.count_of(device.signs(CHALLENGE, **lie), CHALLENGE, key)


def test_what_was_signed_for_another_challenge_proves_nothing():
    device = Device()
    key = made(device)
    with pytest.raises(errors.PasskeyRefused):
        prove.new_key(device.makes(OTHER), CHALLENGE)
    with pytest.raises(errors.PasskeyRefused):
        prove.count_of(device.signs(OTHER), CHALLENGE, key)


def test_neither_answer_passes_for_the_other():
    device = Device()
    key = made(device)
    with pytest.raises(errors.PasskeyRefused):
        prove.new_key(device.signs(CHALLENGE), CHALLENGE)
    with pytest.raises(errors.PasskeyRefused):
        prove.count_of(device.makes(CHALLENGE), CHALLENGE, key)


def test_another_key_signs_for_nobody():
    key, thief = made(Device()), Device()
    with pytest.raises(errors.PasskeyRefused):
        prove.count_of(thief.signs(CHALLENGE), CHALLENGE, key)
    thief.credential = prove_credential(key)
    with pytest.raises(errors.PasskeyRefused):
        prove.count_of(thief.signs(CHALLENGE), CHALLENGE, key)


def prove_credential(key):
    from fido2.webauthn import AttestedCredentialData

    return AttestedCredentialData(key.public_key).credential_id


@pytest.mark.parametrize("part", ["clientDataJSON", "authenticatorData", "signature"])
def test_one_byte_changed_proves_nothing(part):
    device = Device()
    key = made(device)
    answer = json.loads(device.signs(CHALLENGE))
    text = answer["response"][part]
    at = len(text) // 2
    answer["response"][part] = (
        text[:at] + ("B" if text[at] == "A" else "A") + text[at + 1 :]
    )
    with pytest.raises(errors.PasskeyRefused):
        prove.count_of(json.dumps(answer), CHALLENGE, key)


NONSENSE = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=30),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "rawId", "response", "type", "clientDataJSON"])
            | st.sampled_from(["authenticatorData", "signature", "attestationObject"]),
            inner,
            max_size=8,
        )
    ),
)


@settings(max_examples=300, deadline=None)
@given(NONSENSE.map(json.dumps) | st.text(max_size=50))
def test_no_nonsense_is_more_than_refused(text):
    key = Passkey("id", "credential", b"", "min", 1, NOW)
    for read in (
        prove.credential_of,
        lambda answer: prove.new_key(answer, CHALLENGE),
        lambda answer: prove.count_of(answer, CHALLENGE, key),
    ):
        try:
            read(text)
        except errors.PasskeyRefused:
            continue
        assert read is prove.credential_of


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200), st.binary(max_size=200))
def test_no_bytes_are_more_than_refused(client, rest):
    parts = {
        "clientDataJSON": websafe_encode(client),
        **dict.fromkeys(
            ("attestationObject", "authenticatorData", "signature"),
            websafe_encode(rest),
        ),
    }
    text = json.dumps(
        {"id": "AA", "rawId": "AA", "type": "public-key", "response": parts}
    )
    key = Passkey("id", "credential", rest, "min", 1, NOW)
    for read in (prove.new_key, lambda *given: prove.count_of(*given, key)):
        with pytest.raises(errors.PasskeyRefused):
            read(text, CHALLENGE)


def test_nesting_without_end_is_refused():
    with pytest.raises(errors.PasskeyRefused):
        prove.credential_of("[" * 100_000)


def test_the_staffs_door_starts_without_the_library():
    script = "import app, sys; print('fido2' in sys.modules, 'OpenSSL' in sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env={**os.environ, "APP_SIDE": "staff"},
        capture_output=True,
        text=True,
    )
    assert run.stdout.split() == ["False", "False"], run.stderr[-2000:]
