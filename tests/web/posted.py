"""A form as the door is handed it."""

from chalice.app import Request

from chalicelib.web.form_body import FORM


def posted(
    body: bytes | str = b"", content_type: str = FORM, query: str = "", **headers: str
) -> Request:
    return Request(
        {
            "multiValueQueryStringParameters": {"lang": [query]} if query else None,
            "headers": {"content-type": content_type, **headers},
            "pathParameters": {},
            "requestContext": {"httpMethod": "POST", "resourcePath": "/answer"},
            "body": body,
            "stageVariables": {},
        }
    )
