"""First paint of the pupil's pages beside a bare page of the same text, in one run,
turn by turn.

A phone on a poor line: 400 kbit/s, 400 ms to the server and back, a processor four
times slower.
"""

import gzip
import html
import re
import statistics
import sys
import tempfile
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from infra.preview.pages import Shown, pages
from infra.preview.stage import set_up
from tests.chromium import NO_BROWSER, chromium

STATES = ("code", "grades_1_4", "grades_5_7", "thanks_anonymous")
TURNS = 11
MOST = 1.1
LINE = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": 50_000,
    "uploadThroughput": 50_000,
}
SLOWER = 4
_CODE = re.compile(r"<(script|style)\b.*?</\1>", re.S)
_PAINT = "performance.getEntriesByName('first-paint')[0]?.startTime"


def main() -> int:
    if chromium() is None:
        print(f"{NO_BROWSER} (apt-get install chromium)")
        return 1
    with tempfile.TemporaryDirectory() as folder, set_up(Path(folder)) as stage:
        shown = {page.state: page for page in pages(stage) if page.language == "nb"}
    served = {f"/{state}": (shown[state].html, shown[state].policy) for state in STATES}
    served |= {f"/bare/{state}": (_bare(shown[state]), "") for state in STATES}
    paints = _measure(served)
    print(f"| page, medians of {TURNS} | first paint | bare page of its text | ratio |")
    print("| --- | --- | --- | --- |")
    ratios = []
    for state in STATES:
        ours, bare = (
            statistics.median(paints[f"{way}/{state}"]) for way in ("", "/bare")
        )
        ratios.append(ours / bare)
        print(f"| {state} | {ours:.0f} ms | {bare:.0f} ms | {ours / bare:.2f} |")
    print(f"\nratio at most {MOST}")
    return int(max(ratios) > MOST)


def _bare(shown: Shown) -> str:
    text = re.sub(r"<[^>]+>", " ", _CODE.sub("", shown.html.partition("<body>")[2]))
    lines = "".join(
        f"<p>{html.escape(line.strip())}\n"
        for line in text.splitlines()
        if line.strip()
    )
    head = '<meta charset="utf-8"><link rel="icon" href="data:,"><title>Bare</title>'
    return (
        f'<!doctype html><html lang="nb"><head>{head}</head><body>{lines}</body></html>'
    )


def _measure(served: dict[str, tuple[str, str]]) -> dict[str, list[float]]:
    from playwright.sync_api import sync_playwright

    server = _server(served)
    address = f"http://127.0.0.1:{server.server_address[1]}"
    found: dict[str, list[float]] = {path: [] for path in served}
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=chromium(), args=["--no-sandbox", "--disable-gpu"]
            )
            for turn in range(TURNS + 1):
                # Neither is always the first: the second of a pair finds a warmer
                # browser.
                for path in served if turn % 2 else reversed(served):
                    paint = _first_paint(browser, address + path)
                    if turn:  # the first one warms the browser up
                        found[path].append(paint)
            browser.close()
    finally:
        server.shutdown()
    return found


def _first_paint(browser: Any, address: str) -> float:
    context = browser.new_context(viewport={"width": 360, "height": 640})
    page = context.new_page()
    tools = context.new_cdp_session(page)
    tools.send("Network.enable")
    tools.send("Network.emulateNetworkConditions", LINE)
    tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(address)
    paint: float = page.wait_for_function(_PAINT).json_value()
    context.close()
    return paint


def _server(served: dict[str, tuple[str, str]]) -> ThreadingHTTPServer:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            page, policy = served[self.path]
            body = gzip.compress(page.encode())
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Length", str(len(body)))
            if policy:
                self.send_header("Content-Security-Policy", policy)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


if __name__ == "__main__":
    sys.exit(main())
