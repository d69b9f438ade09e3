import pytest

import alerts
from monitor import model
from tests import builders

KIND = model.FailureKind


@pytest.mark.parametrize(
    ("kind", "status", "hint"),
    [
        (KIND.CLIENT_ERROR, 535, "Check CLAIMWATCH_SMTP_USERNAME"),
        (KIND.CLIENT_ERROR, 308, "redirects are not followed"),
        (KIND.CLIENT_ERROR, 553, "CLAIMWATCH_SMTP_FROM"),
        (KIND.CLIENT_ERROR, 418, "Check the channel’s address"),
        (KIND.NOT_FOUND, 404, "Make a new webhook"),
        (KIND.TLS, None, '"starttls" for 587'),
        (KIND.SERVER_ERROR, 451, "sent again by itself"),
    ],
)
def test_a_failure_says_what_to_change(kind, status, hint):
    assert hint in alerts.explain_failure(builders.failure(kind, status=status))


@pytest.mark.parametrize(
    ("status", "words", "hint"),
    [
        (530, "5.7.0 Must issue a STARTTLS command first", "CLAIMWATCH_SMTP_TLS=starttls"),
        (530, "5.7.0 Authentication required", "CLAIMWATCH_SMTP_USERNAME"),
        (554, "5.7.1 <desk@news.example>: Relay access denied", "for whom it knows"),
        (550, "5.7.1 Relaying denied", "for whom it knows"),
    ],
)
def test_a_mail_servers_words_say_more_than_its_number(status, words, hint):
    detail = f"mx:25 answered {status} to the sender: {words}"
    failure = builders.failure(KIND.CLIENT_ERROR, status=status, detail=detail)

    assert hint in alerts.explain_failure(failure)


@pytest.mark.parametrize("kind", KIND)
def test_every_failure_has_an_answer_of_one_sentence_or_two(kind):
    hint = alerts.explain_failure(builders.failure(kind))

    assert hint.endswith(".")
    assert hint[0].isupper()
