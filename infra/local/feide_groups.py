"""Groups of the stand-in for Feide, in the shapes of Feide's public description:
https://docs.feide.no/reference/apis/groups_api/. Nobody's name is among them."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # half a second, in the thread that serves
    from flask import Flask

REALM = "demokommunen.example"
_SCHOOL = f"fc:org:{REALM}:unit:NO987654321"
_PATH = "/groups/me/groups"
_SCOPES = {"fc:org": "groups-org", "fc:gogroup": "groups-edu"}
_WORDS = {
    "b": "basisgruppe",
    "u": "undervisningsgruppe",
    "a": "andre grupper",
}


def of_school(name: str) -> dict[str, Any]:
    return {
        "id": _SCHOOL,
        "type": "fc:org",
        "displayName": name,
        "orgType": ["primary_and_lower_secondary"],
        "parent": f"fc:org:{REALM}",
        "membership": {"basic": "member", "affiliation": ["employee"]},
    }


def group(name: str, kind: str = "b", **changed: Any) -> dict[str, Any]:
    local = name.casefold().replace(" ", "-")
    return {
        "id": f"fc:gogroup:{REALM}:{kind}:NO987654321:{local}:2000-08-01:2100-07-31",
        "type": "fc:gogroup",
        "displayName": name,
        "membership": {
            "basic": "admin",
            "displayName": "Lærer",
            "affiliation": "faculty",
        },
        "notBefore": "2000-07-31T22:00:00Z",
        "notAfter": "2100-07-31T22:00:00Z",
        "go_type": kind,
        "parent": _SCHOOL,
        "go_type_displayName": _WORDS[kind],
        **changed,
    }


DEMO_GROUPS = {
    "demo-eier": [
        of_school("Demoskolen"),
        group("5A"),
        group("6A"),
        group("7C"),
        group("Matte 6A", "u", grep={"displayName": "Matematikk", "code": "MAT0006"}),
        group("Elevrådet", "a"),
    ],
}


def serve(provider: "Flask", groups: dict[str, list[dict[str, Any]]]) -> None:
    """Put Feide's answer beside the provider's own: what the scopes of the token let
    one ask for, of whom the token is for."""
    from flask import jsonify, request
    from oidc_provider_mock._storage import Client, storage

    Client.SCOPES_SUPPORTED = (*Client.SCOPES_SUPPORTED, *_SCOPES.values())

    def mine() -> Any:
        sent = request.headers.get("Authorization", "").removeprefix("Bearer ")
        token = storage.get_access_token(sent)
        if token is None:
            return jsonify(error="invalid_token"), 401
        given = set(token.scope.split())
        if not given & set(_SCOPES.values()):
            return jsonify(error="insufficient_scope"), 403
        own = groups.get(token.user_id, [])
        return jsonify([group for group in own if _SCOPES[group["type"]] in given])

    provider.get(_PATH)(mine)
