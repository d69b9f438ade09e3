"""Serves the benchmark's feeds and pages, in a process of its own so that its CPU is not counted.

Run as `python benchmarks/server.py PORT`: outlet n is 127.0.0.(21+n). `GET /phase/1` turns to the second phase.
"""

import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count

import pages

state = {"phase": 0}
fetches = count(1)


def address_of(outlet: int) -> str:
    return f"127.0.0.{21 + outlet}"


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        outlet = int(self.server.server_address[0].rpartition(".")[2]) - 21
        base_url = f"http://{self.server.server_address[0]}:{self.server.server_address[1]}"
        parts = self.path.partition("?")[0].strip("/").split("/")
        match parts:
            case ["phase", number]:
                state["phase"] = int(number)
                self.answer(b"ok", "text/plain")
            case ["rss"]:
                self.answer(pages.render_feed(base_url, outlet), "application/rss+xml")
            case ["news", number]:
                body = pages.render_page(
                    base_url, outlet, int(number), phase=state["phase"], fetch=next(fetches)
                )
                self.answer(body, "text/html; charset=utf-8")
            case _:
                self.answer(b"nothing here", "text/plain", status=404)

    def answer(self, body: bytes, kind: str, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


def main() -> None:
    port = int(sys.argv[1])
    servers = [ThreadingHTTPServer((address_of(n), port), Handler) for n in range(pages.OUTLETS)]
    for server in servers:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
    print("serving", flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
