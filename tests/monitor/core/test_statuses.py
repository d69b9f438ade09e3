import pytest

from monitor import model
from monitor.core import statuses
from tests import builders

Kind = model.FailureKind
CHALLENGE = "<title>Just a moment...</title><script>window._cf_chl_opt={}</script><p>Enable JavaScript and cookies to continue"


def kind(status: int, body: str = "", **fields) -> Kind:
    return statuses.classify_error(builders.page(body, status=status, **fields)).kind


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (206, Kind.BAD_RESPONSE),
        (302, Kind.BAD_RESPONSE),
        (405, Kind.CLIENT_ERROR),
        (407, Kind.NOT_THE_OUTLET),
        (420, Kind.RATE_LIMITED),
        (511, Kind.NOT_THE_OUTLET),
        (522, Kind.SERVER_ERROR),
        (999, Kind.BLOCKED),
    ],
)
def test_unusual_statuses_have_their_kind(status: int, expected: Kind):
    assert kind(status) is expected


@pytest.mark.parametrize("status", [403, 404, 405, 410, 429, 503])
def test_a_bot_check_is_a_block_whatever_its_status(status: int):
    assert kind(status, CHALLENGE) is Kind.BLOCKED


def test_a_bot_check_that_says_gone_is_not_gone_for_good():
    assert not statuses.classify_error(builders.page(CHALLENGE, status=410)).is_permanent


def test_a_page_not_found_with_the_scripts_of_a_bot_service_is_not_found():
    body = "<title>Page not found</title><h1>Page not found</h1><script src='/_Incapsula_Resource?SWJIYLWA=7'></script>"
    assert kind(404, body) is Kind.NOT_FOUND


def test_a_page_that_calls_too_many_requests_a_block_asks_to_slow_down():
    assert kind(429, "<title>Access denied</title><h1>You have been blocked</h1>") is Kind.RATE_LIMITED


def test_a_refusal_that_sells_subscriptions_is_a_paywall_and_a_page_not_found_that_does_is_none():
    body = (
        "<title>Subscribe to read</title><h1>Subscribe to read</h1><p>Choose your plan. Already a subscriber?"
    )
    assert kind(403, body) is Kind.PAYWALL
    assert kind(404, body) is Kind.NOT_FOUND


def test_the_pages_of_statuses_that_leave_no_doubt_are_not_looked_at():
    assert kind(401, CHALLENGE) is Kind.PAYWALL
    assert kind(451, CHALLENGE) is Kind.BLOCKED


@pytest.mark.parametrize("rest", ["x" * 200_000, "<i>" * 5_001])
def test_a_page_too_large_to_be_looked_at_quickly_counts_as_its_status(rest: str):
    assert kind(404, CHALLENGE + rest) is Kind.NOT_FOUND
