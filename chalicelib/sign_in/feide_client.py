"""Feide (OpenID Connect, code flow with PKCE): where to send a person, and who came
back.

The only user of ``joserfc``, imported when somebody comes back and not before.
"""

import base64
import hashlib
import json
import secrets
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode, urlsplit

from urllib3 import PoolManager, Timeout
from urllib3.exceptions import HTTPError

from chalicelib.core import aws
from chalicelib.core.settings import settings
from chalicelib.crypto.secret_keys import named

_SECONDS = 4.0
_MOST_BYTES = 1 << 20
_MOST_KEYS = 50
_FORM = "application/x-www-form-urlencoded"
_ALGORITHMS = ["RS256"]
_LEEWAY = 60
_LONGEST_SUBJECT = 255


class NotProved(Exception):
    """What came back does not prove who the person is."""


class FeideUnavailable(Exception):
    """Feide did not answer, or not so that one could read it."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try to sign in; the browser keeps it until it comes back, and no other
    browser has it."""

    state: str
    nonce: str
    verifier: str


def is_offered() -> bool:
    return settings().feide_issuer is not None


def new_attempt() -> Attempt:
    return Attempt(*(secrets.token_urlsafe(32) for _ in range(3)))


def address(attempt: Attempt) -> str:
    """Where the person goes to sign in. Raises Unavailable."""
    challenge = hashlib.sha256(attempt.verifier.encode()).digest()
    query = {
        "response_type": "code",
        "client_id": settings().feide_client_id,
        "redirect_uri": _return_address(),
        "scope": "openid",
        "state": attempt.state,
        "nonce": attempt.nonce,
        "code_challenge": base64.urlsafe_b64encode(challenge).rstrip(b"=").decode(),
        "code_challenge_method": "S256",
    }
    return f"{_provider(_issuer())['authorization_endpoint']}?{urlencode(query)}"


def identity(code: str, attempt: Attempt) -> str:
    """Who came back: issuer and subject, the same each time. Raises NotProved,
    Unavailable."""
    provider = _provider(_issuer())
    answer = _ask(
        provider["token_endpoint"],
        {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": _return_address(),
            "code_verifier": attempt.verifier,
        },
    )
    subject = _subject(
        str(answer.get("id_token", "")), _ask(provider["jwks_uri"]), attempt.nonce
    )
    return f"{_issuer()}|{subject}"


def _subject(token: str, key_set: dict[str, Any], nonce: str) -> str:
    from joserfc import jwt
    from joserfc.errors import JoseError

    wanted = jwt.JWTClaimsRegistry(
        leeway=_LEEWAY,
        iss={"essential": True, "value": _issuer()},
        aud={"essential": True, "value": settings().feide_client_id or ""},
        nonce={"essential": True, "value": nonce},
        exp={"essential": True},
        sub={"essential": True},
    )
    claims = _claims(token, key_set)
    try:
        wanted.validate(claims)
    except (JoseError, ValueError, TypeError) as error:
        raise NotProved from error
    subject = claims["sub"]
    if (
        not _is_for_us(claims)
        or not isinstance(subject, str)
        or len(subject) > _LONGEST_SUBJECT
    ):
        raise NotProved
    return subject


def _claims(token: str, key_set: dict[str, Any]) -> dict[str, Any]:
    """What one of the keys has signed."""
    from joserfc import jwt
    from joserfc.errors import JoseError

    for key in _keys(key_set):
        try:
            claims = jwt.decode(token, key, algorithms=_ALGORITHMS).claims
        except (JoseError, ValueError, TypeError):
            continue
        if isinstance(claims, dict):
            return claims
    raise NotProved


def _keys(key_set: dict[str, Any]) -> list[Any]:
    """Those we can use. A provider may publish others beside them, for others or for
    later."""
    from joserfc.errors import JoseError
    from joserfc.jwk import RSAKey

    told, found = key_set.get("keys"), []
    for key in told[:_MOST_KEYS] if isinstance(told, list) else ():
        if (
            isinstance(key, dict)
            and key.get("kty") == "RSA"
            and key.get("use", "sig") == "sig"
        ):
            with suppress(JoseError, ValueError, TypeError, KeyError):
                found.append(RSAKey.import_key(key))
    if not found:
        raise FeideUnavailable
    return found


def _is_for_us(claims: dict[str, Any]) -> bool:
    """Whoever a token was made for besides us must not be whom it was handed to (OpenID
    Connect Core, 3.1.3.7, points 3 to 5)."""
    ours, several = settings().feide_client_id, isinstance(claims["aud"], list)
    handed_to = claims.get("azp")
    if handed_to is None:
        return not several or claims["aud"] == [ours]
    return bool(handed_to == ours)


@lru_cache(maxsize=1)
def _provider(issuer: str) -> dict[str, str]:
    """What the issuer says of itself; asked once."""
    found = _ask(f"{issuer}/.well-known/openid-configuration")
    wanted = ("authorization_endpoint", "token_endpoint", "jwks_uri")
    if found.get("issuer") != issuer or not all(
        isinstance(found.get(name), str) for name in wanted
    ):
        raise FeideUnavailable
    return {name: _safe(found[name]) for name in wanted}


def _ask(url: str, fields: dict[str, str] | None = None) -> dict[str, Any]:
    """GET, or POST of the fields with the client's own secret. A refusal of the fields
    means that the code was not good."""
    headers = {"Accept": "application/json"}
    if fields:
        headers |= {"Authorization": _secret(), "Content-Type": _FORM}
    try:
        answer = _http().request(
            "POST" if fields else "GET",
            _safe(url),
            body=urlencode(fields) if fields else None,
            headers=headers,
            redirect=False,
            retries=False,
            preload_content=False,
        )
        read = answer.read(_MOST_BYTES)
        answer.close()
        if fields and 400 <= answer.status < 500:
            raise NotProved
        found = json.loads(read) if answer.status == 200 else None
    except (HTTPError, OSError, ValueError):
        raise FeideUnavailable from None
    if not isinstance(found, dict):
        raise FeideUnavailable
    return found


@lru_cache(maxsize=1)
def _http() -> PoolManager:
    """Follows nobody anywhere: where the secret and the code go is for us to say."""
    return PoolManager(timeout=Timeout(total=_SECONDS))


def _secret() -> str:
    """Raises Unavailable."""
    try:
        own = named(settings().feide_secret or "")
    except aws.Unavailable:
        raise FeideUnavailable from None
    pair = f"{settings().feide_client_id}:".encode() + own
    return "Basic " + base64.b64encode(pair).decode()


def _issuer() -> str:
    issuer = settings().feide_issuer
    if issuer is None:
        raise FeideUnavailable
    return issuer


def _return_address() -> str:
    return f"{settings().staff_url}/feide/back"


def _safe(url: str) -> str:
    """Nothing but TLS, except to this very machine."""
    parts = urlsplit(url)
    if parts.scheme == "https" or (
        parts.scheme == "http" and parts.hostname == "127.0.0.1"
    ):
        return url
    raise FeideUnavailable
