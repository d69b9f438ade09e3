import pytest

import alerts
from monitor import model
from tests import builders

KIND = model.FailureKind


@pytest.mark.parametrize(
    ("kind", "status", "hint"),
    [
        (KIND.CLIENT_ERROR, 535, "Check the channel’s username and password."),
        (KIND.CLIENT_ERROR, 553, "sender address"),
        (KIND.CLIENT_ERROR, 418, "Check the channel’s address"),
        (KIND.NOT_FOUND, 404, "Make a new webhook"),
        (KIND.TLS, None, '"starttls" for 587'),
        (KIND.SERVER_ERROR, 451, "sent again by itself"),
    ],
)
def test_a_failure_says_what_to_change(kind, status, hint):
    assert hint in alerts.explain_failure(builders.failure(kind, status=status))


@pytest.mark.parametrize("kind", KIND)
def test_every_failure_has_an_answer_of_one_sentence_or_two(kind):
    hint = alerts.explain_failure(builders.failure(kind))

    assert hint.endswith(".")
    assert hint[0].isupper()
