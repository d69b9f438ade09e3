"""What reaches Sentry, as a server on loopback sees it; in a process of its own, since Sentry patches libraries."""

import json
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from tests.alerts.servers import Post, run_sink

pytestmark = [pytest.mark.server, pytest.mark.enable_socket]

ROOT = Path(__file__).parents[3]
SECRET = "hunter2-hunter2"
SCRIPT = """
import sys, warnings
import httpx, sentry_sdk
from pydantic import SecretStr
from monitor import dispatch, model
from monitor.app import logs

dsn, secret, asked = sys.argv[1:]
sys.argv[1:] = []
logs.build_logs(level="info", log_format="json")
logs.keep_secret([SecretStr(secret)])
logs.build_sentry(dsn, release="1")

def fail(job):
    password = secret
    httpx.post(asked)
    raise RuntimeError(f"no login with {password} at smtp://desk:x{secret}@mail.example")

lanes = dispatch.LaneDispatcher(fail, threads=1)
lanes.dispatch([model.Job(kind=model.JobKind.POLL, id=7, lane="ledger.example")])
lanes.stop(10) if lanes.wait_idle(10) else None

warnings.simplefilter("ignore")
from fastapi.testclient import TestClient
import report
from tests.fakes.clock import FakeClock
from tests.fakes.morning import WATCH

class Broken:
    def find_changes(self, query):
        raise KeyError(f"page fault {secret}")

app = report.build_app(Broken(), FakeClock(), watch=WATCH)
TestClient(app, raise_server_exceptions=False).get("/changes", headers={"Cookie": f"session={secret}"})
sentry_sdk.flush(10)
"""


def _decode(post: Post) -> bytes:
    encoding = {"Content-Encoding": post.headers.get("content-encoding", "identity")}
    return httpx.Response(200, headers=encoding, content=post.body).content


@pytest.fixture(scope="module")
def sent():
    """What Sentry got, as text; and the request that was made meanwhile."""
    with run_sink() as sentry, run_sink() as outlet:
        dsn = sentry.url.replace("http://", "http://public-key@").partition("/services")[0] + "/1"
        done = subprocess.run(
            [sys.executable, "-c", SCRIPT, dsn, SECRET, outlet.url],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        envelopes = [_decode(post) for post in sentry.posts]
    lines = [json.loads(line) for envelope in envelopes for line in envelope.splitlines()]
    events = [line for line in lines if "exception" in line or "logentry" in line]
    return events, outlet.posts, done.stderr


def test_an_unexpected_error_in_a_lane_arrives_with_its_job(sent):
    (event,) = [event for event in sent[0] if event.get("logger") == "monitor.dispatch"]
    assert event["logentry"]["message"] == "job failed"
    assert event["extra"]["id"] == 7
    assert event["exception"]["values"][0]["type"] == "RuntimeError"
    assert event["exception"]["values"][0]["stacktrace"]["frames"]


def test_an_unexpected_error_in_the_page_arrives_with_its_address(sent):
    (event,) = [event for event in sent[0] if event.get("transaction") == "/changes"]
    assert event["exception"]["values"][0]["type"] == "KeyError"


def test_no_secret_arrives_or_is_logged(sent):
    events, _, logged = sent
    assert len(events) == 2
    assert SECRET not in json.dumps(events)
    assert "job failed" in logged
    assert SECRET not in logged


def test_outlets_are_asked_without_tracing_headers(sent):
    (post,) = sent[1]
    assert not {"sentry-trace", "baggage"} & set(post.headers)
