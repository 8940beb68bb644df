import http.client
import socket
import threading

import pytest
from chalice import Chalice, Response

from infra.local.door import LARGEST_BODY, open_door

FORM = "application/x-www-form-urlencoded"

# The error pages are the app's own, and those know the app's settings.
pytestmark = pytest.mark.usefixtures("environment")


def tiny_app():
    app = Chalice("tiny")

    @app.route("/")
    def start():
        return Response("start", headers={"Content-Type": "text/html; charset=utf-8"})

    @app.route("/send", methods=["POST"], content_types=[FORM])
    def send():
        length = len(app.current_request.raw_body)
        return Response(
            f"got {length}",
            headers={"Set-Cookie": ["a=1", "b=2"], "Content-Type": "text/plain"},
        )

    @app.route("/rooms/{name}")
    def room(name):
        return Response(
            f"room {name}", headers={"Content-Type": "text/plain; charset=utf-8"}
        )

    both = threading.Barrier(2, timeout=5)

    @app.route("/slow/{name}")
    def slow(name):
        both.wait()  # until two requests are inside
        return Response(str(app.current_request.uri_params["name"]), headers={})

    return app


@pytest.fixture(scope="module")
def port():
    server = open_door(tiny_app(), 0)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()


def ask(port, method, path, body=None, headers=None):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request(method, path, body, headers or {})
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return answer, text


def raw(port, sent):
    """What comes back for exactly these bytes, until the server closes."""
    with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
        connection.sendall(sent)
        connection.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: connection.recv(65536), b""))


def test_the_app_answers(port):
    answer, text = ask(port, "GET", "/")
    assert (answer.status, text) == (200, "start")


def test_a_form_arrives_and_every_cookie_leaves(port):
    answer, text = ask(port, "POST", "/send", "a=1&b=2", {"Content-Type": FORM})
    assert text == "got 7"
    assert answer.msg.get_all("Set-Cookie") == ["a=1", "b=2"]


def test_parameters_arrive_decoded(port):
    assert ask(port, "GET", "/rooms/%C3%A5s")[1] == "room ås"


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/nowhere"),
        ("GET", "/rooms//"),
        ("PUT", "/nowhere"),
        ("TRACE", "/nowhere"),
        ("BREW", "/nowhere"),
        ("CONNECT", "svar.example:443"),
    ],
)
def test_what_has_no_route_gets_a_page(port, method, path):
    answer, text = ask(port, method, path)
    assert answer.status == 404
    assert answer.headers["Content-Type"].startswith("text/html")
    assert answer.headers["Content-Security-Policy"]
    assert "<html" in text


@pytest.mark.parametrize(
    ("method", "path", "right"),
    [
        ("GET", "/send", "POST"),
        ("POST", "/", "GET"),
        ("PUT", "/send", "POST"),
        ("DELETE", "/", "GET"),
        ("OPTIONS", "/", "GET"),
        ("PATCH", "/rooms/a", "GET"),
        ("TRACE", "/", "GET"),
        ("CONNECT", "/send", "POST"),
        ("BREW", "/send", "POST"),
    ],
)
def test_a_method_the_path_has_not_reaches_the_app_as_in_aws(port, method, path, right):
    answer, text = ask(port, method, path, "hemmelig", {"X-Said": "hemmelig"})
    assert (answer.status, answer.headers["Allow"]) == (405, right)
    assert "hemmelig" not in text


@pytest.mark.parametrize(
    ("path", "accepted", "language"),
    [
        ("/x?lang=nn", "en", "nn"),
        ("/x", "en", "en"),
        ("/x?lang=xx", "nn", "nn"),
        ("/x?lang=../nb", "", "nb"),
    ],
)
def test_that_page_is_in_the_readers_language(port, path, accepted, language):
    text = ask(port, "GET", path, headers={"Accept-Language": accepted})[1]
    assert f'lang="{language}"' in text


def test_head_has_no_body(port):
    answer = raw(
        port, b"HEAD /nowhere HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
    )
    head, _, body = answer.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 404")
    assert body == b""


@pytest.mark.parametrize(
    "header",
    [
        b"Content-Length: -1",
        b"Content-Length: +3",
        b"Content-Length: 1_0",
        b"Content-Length: x",
        b"Content-Length:",
        b"Content-Length: 3\r\nContent-Length: 4",
        b"Transfer-Encoding: chunked",
    ],
)
def test_a_length_that_is_not_plain_is_refused(port, header):
    answer = raw(port, b"POST /send HTTP/1.1\r\nHost: x\r\n" + header + b"\r\n\r\nabc")
    assert answer.startswith(b"HTTP/1.1 400")
    assert answer.count(b"HTTP/1.1") == 1
    assert b"<html" in answer


def test_what_is_not_http_is_refused_without_an_echo(port):
    answer = raw(port, b"hemmelig\x01 tull\r\n\r\n")
    assert b" 400 " in answer
    assert b"hemmelig" not in answer


def test_half_a_form_never_reaches_the_app(port):
    sent = b"POST /send HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n"
    assert raw(port, sent + b"Content-Type: " + FORM.encode() + b"\r\n\r\na=1") == b""


def test_the_largest_body_still_goes_to_the_app(port):
    answer, text = ask(
        port, "POST", "/send", "a" * LARGEST_BODY, {"Content-Type": FORM}
    )
    assert (answer.status, text) == (200, f"got {LARGEST_BODY}")


@pytest.mark.parametrize("size", [LARGEST_BODY + 1, 8_000_000])
def test_a_larger_body_gets_a_page_it_can_read(port, size):
    answer, text = ask(port, "POST", "/send", "a" * size, {"Content-Type": FORM})
    assert answer.status == 413
    assert "<html" in text


def test_a_huge_announcement_is_answered_at_once(port):
    answer = raw(
        port, b"POST /send HTTP/1.1\r\nHost: x\r\nContent-Length: 999999999999\r\n\r\n"
    )
    assert answer.startswith(b"HTTP/1.1 413")


def test_the_console_says_route_and_status_and_nothing_of_the_request(port, capfd):
    ask(
        port, "GET", "/rooms/hemmelig?kode=hemmelig", headers={"User-Agent": "hemmelig"}
    )
    ask(port, "GET", "/hemmelig")
    ask(port, "HEMMELIG", "/")
    raw(port, b"GET /hemmelig HTTP/9.9\r\n\r\n")
    out, err = capfd.readouterr()
    assert "GET /rooms/{name} 200\n" in out
    assert "GET - 404\n" in out
    assert "hemmelig" not in (out + err).lower()
    assert "127.0.0.1" not in out + err


def test_two_requests_at_once_keep_apart(port):
    answers = {}

    def ask_slowly(name):
        answers[name] = ask(port, "GET", f"/slow/{name}")[1]

    threads = [threading.Thread(target=ask_slowly, args=(name,)) for name in ("a", "b")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == {"a": "a", "b": "b"}
