"""API Gateway's part, where Chalice's local server differs from it in a way one would
notice."""

from base64 import b64decode
from typing import Any
from urllib.parse import unquote

from chalice import Chalice
from chalice.config import Config
from chalice.local import LocalChalice, LocalGateway


class NotRoutedError(Exception):
    """No such path: in AWS the gateway answers, not the app."""


class Gateway(LocalGateway):
    """Turns a request into the app's answer."""

    def __init__(self, app: Chalice, config: Config) -> None:
        super().__init__(app, config)
        self._app = app

    def answer(
        self, method: str, path: str, headers: dict[str, str], body: bytes | None
    ) -> tuple[str, dict[str, Any]]:
        """The route's template and what the app answers; raises NotRoutedError."""
        event = self._event(method, path, headers, body)
        route: str = event["requestContext"]["resourcePath"]
        answer: dict[str, Any] = self._app(event, self._generate_lambda_context())
        if answer.get("isBase64Encoded"):
            answer = answer | {"body": b64decode(answer["body"])}
        return route, answer

    def _event(
        self, method: str, path: str, headers: dict[str, str], body: bytes | None
    ) -> dict[str, Any]:
        if not path.startswith("/") or path.startswith("//"):
            raise NotRoutedError
        try:
            event: dict[str, Any] = self._generate_lambda_event(
                method, path, headers, body
            )
        except ValueError as unmatched:
            raise NotRoutedError from unmatched
        # The gateway hands parameters over decoded, and matches no empty ones.
        event["pathParameters"] = {
            k: unquote(v) for k, v in event["pathParameters"].items()
        }
        if not all(event["pathParameters"].values()):
            raise NotRoutedError
        return event


def safe_for_threads(app: Chalice) -> Chalice:
    """Give each thread its own ``current_request``, the way ``chalice local`` does
    it."""
    app.__class__ = type("LocalApp", (LocalChalice, app.__class__), {})
    return app
