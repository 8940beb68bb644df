"""Feide (OpenID Connect, code flow with PKCE): where to send a person, and who came
back.

The only user of ``joserfc``, imported when somebody comes back and not before.
"""

import base64
import hashlib
import hmac
import secrets
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from chalicelib.core import aws
from chalicelib.core.settings import settings
from chalicelib.crypto.secret_keys import named
from chalicelib.sign_in import feide_http
from chalicelib.sign_in.feide_http import FeideUnavailable

SIGN_IN = "/feide/back"
"""Where Feide sends the browser back to, below the staff's address."""
_MOST_KEYS = 50
_ALGORITHMS = ["RS256"]
_LEEWAY = 60
_LONGEST_SUBJECT = 255


class NotProved(Exception):
    """What came back does not prove who the person is."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try to sign in; the browser keeps it until it comes back, and no other
    browser has it."""

    state: str
    nonce: str
    verifier: str

    def began(self, state: str) -> bool:
        """Whether what came back with this state is the answer to it."""
        return hmac.compare_digest(state.encode(), self.state.encode())


@dataclass(frozen=True, slots=True)
class CameBack:
    """``identity`` is issuer and subject, the same each time. ``access_token`` asks in
    their name: it is used within the request and kept nowhere."""

    identity: str
    access_token: str = field(repr=False)


def is_offered() -> bool:
    return settings().feide_issuer is not None


def new_attempt() -> Attempt:
    return Attempt(*(secrets.token_urlsafe(32) for _ in range(3)))


def address(attempt: Attempt, scope: str = "openid", back: str = SIGN_IN) -> str:
    """Where the person goes to sign in, and to let us ask for what is in the scope.
    Raises FeideUnavailable."""
    challenge = hashlib.sha256(attempt.verifier.encode()).digest()
    query = {
        "response_type": "code",
        "client_id": settings().feide_client_id,
        "redirect_uri": _return_address(back),
        "scope": scope,
        "state": attempt.state,
        "nonce": attempt.nonce,
        "code_challenge": base64.urlsafe_b64encode(challenge).rstrip(b"=").decode(),
        "code_challenge_method": "S256",
    }
    return f"{_provider(_issuer())['authorization_endpoint']}?{urlencode(query)}"


def identity(code: str, attempt: Attempt) -> str:
    """Who came back to sign in. Raises NotProved, FeideUnavailable."""
    return came_back(code, attempt, SIGN_IN).identity


def came_back(code: str, attempt: Attempt, back: str) -> CameBack:
    """Raises NotProved, FeideUnavailable."""
    provider = _provider(_issuer())
    answer = _ask(
        provider["token_endpoint"],
        {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": _return_address(back),
            "code_verifier": attempt.verifier,
        },
    )
    subject = _subject(
        str(answer.get("id_token", "")), _ask(provider["jwks_uri"]), attempt.nonce
    )
    return CameBack(f"{_issuer()}|{subject}", str(answer.get("access_token", "")))


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
    return {name: feide_http.safe(found[name]) for name in wanted}


def _ask(url: str, fields: dict[str, str] | None = None) -> dict[str, Any]:
    """GET, or POST of the fields with the client's own secret. A refusal of the fields
    means that the code was not good."""
    status, found = feide_http.ask(url, _secret() if fields else "", fields)
    if fields and 400 <= status < 500:
        raise NotProved
    if not isinstance(found, dict):
        raise FeideUnavailable
    return found


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


def _return_address(back: str) -> str:
    return f"{settings().staff_url}{back}"
