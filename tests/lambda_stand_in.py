"""Lambda for the tests: the function that sets copies answers in this process, by what
it is sent and nothing else. A test can make it fail."""

import json
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import pytest
from botocore.awsrequest import AWSResponse

from chalicelib.archive import typesetting

Answer = Callable[[dict[str, Any]], Any]


class _Raw(BytesIO):
    def stream(self) -> Iterator[bytes]:
        yield self.read()


class StandIn:
    """``answer`` is what it does with an event; ``asked`` are the events that came."""

    def __init__(self) -> None:
        self.answer: Answer = typesetting.answer
        self.asked: list[dict[str, Any]] = []
        self.headers: Any = {}
        self.names: list[str] = []

    def __call__(self, request: Any, **_: Any) -> AWSResponse:
        event = json.loads(request.body)
        self.asked.append(event)
        self.names.append(request.url.rpartition("/functions/")[2].partition("/")[0])
        raw: Any = _Raw(json.dumps(self.answer(event)).encode())
        return AWSResponse(request.url, 200, self.headers, raw)


@pytest.fixture
def archive_function(aws: Any) -> Iterator[StandIn]:
    stand_in, events = StandIn(), aws("lambda").meta.events
    events.register_first("before-send.lambda.Invoke", stand_in)
    yield stand_in
    events.unregister("before-send.lambda.Invoke", stand_in)
