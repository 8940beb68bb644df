"""A Feide that has groups."""

import logging

import pytest

from chalicelib.core.settings import settings
from chalicelib.sign_in import feide_client as feide
from infra.local import feide as local
from tests.roster_import.feide_cast import GROUPS
from tests.sign_in.test_feide_client import serving


@pytest.fixture(scope="module")
def issuer():
    return local.start(["administrator", "other", "nobody"], GROUPS)


@pytest.fixture
def feide_groups(issuer, environment, monkeypatch, caplog):
    caplog.set_level(logging.INFO)
    monkeypatch.setenv("FEIDE_ISSUER", issuer)
    monkeypatch.setenv("FEIDE_CLIENT_ID", "us")
    monkeypatch.setenv("FEIDE_SECRET", "feide")
    monkeypatch.setenv("FEIDE_GROUPS", f"{issuer}/groups")
    settings.cache_clear()
    feide._provider.cache_clear()


@pytest.fixture
def groups_say(issuer, monkeypatch):
    """Another server answers for the groups; gives what it was asked."""
    with serving() as server:
        monkeypatch.setenv("FEIDE_GROUPS", f"{server.url}/groups")
        settings.cache_clear()

        def say(status, said, headers=None):
            server.says["/groups/me/groups"] = (status, headers or {}, said)
            return server.asked

        yield say
