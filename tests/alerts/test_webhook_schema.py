import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import alerts
from alerts import webhook_message, webhook_schema
from monitor import model
from tests import builders

PUBLISHED = Path(__file__).parents[2] / "docs" / "reference" / "webhook.schema.json"
ADAPTER = webhook_schema.build_adapter()

REMOVAL = builders.change(
    new_number=None,
    is_silent=False,
    claim_changes=(),
    events=(builders.event(model.EventKind.ARTICLE_REMOVED, summary="Gone.", is_told=True),),
)
GONE = builders.claim_change(kind=model.ChangeKind.REMOVED, new=None, new_text="none")
SAMPLES = {
    "a claim that changed": builders.delivery(),
    "a claim that is gone": builders.delivery(
        alert=builders.alert_for_send(
            change=builders.change(claim_changes=(GONE,), reverts_to=1), language=None
        )
    ),
    "a removal": builders.delivery(alert=builders.alert_for_send(change=REMOVAL, article_url="javascript:x")),
    "an outlet that blocks us": builders.delivery(alert=builders.bulletin_for_send()),
    "a claim across outlets": builders.delivery(alert=builders.sent_bulletin(builders.consensus_bulletin())),
    "a digest": builders.digest(),
    "a test": alerts.sample_delivery(model.Recipient(channel_id="hook"), now=builders.NOON),
}


def check(delivery: model.DeliveryForSend) -> None:
    rendered = webhook_message.render_webhook(delivery, base_url="https://watch.example")
    received = json.loads(json.dumps(rendered))
    # What the schema does not name would be left out.
    assert ADAPTER.validate_python(received, strict=True) == received


@pytest.mark.parametrize("sample", SAMPLES)
def test_what_is_sent_is_what_the_schema_says(sample):
    check(SAMPLES[sample])


@pytest.mark.parametrize("kind", model.EventKind)
def test_every_kind_of_event_fits_the_schema(kind):
    event = builders.event(kind, summary="It happened.", is_told=True)
    check(builders.delivery(alert=builders.alert_for_send(change=builders.change(events=(event,)))))


def test_the_schema_is_published_as_it_is():
    published = json.loads(PUBLISHED.read_text(encoding="utf-8"))

    assert published == webhook_schema.write_schema(), (
        "Write it anew: claimwatch config schema --webhook > docs/reference/webhook.schema.json"
    )


def test_a_field_that_is_renamed_is_no_message():
    received = webhook_message.render_webhook(
        SAMPLES["a claim that changed"], base_url="https://watch.example"
    )

    with pytest.raises(ValueError, match="Field required"):
        ADAPTER.validate_python({name: value for name, value in received.items() if name != "change"})


@settings(deadline=None, max_examples=30)  # how long one takes is the machine's affair
@given(words=st.text(max_size=60))
def test_words_arrive_as_they_are_whatever_they_are(words):
    claim = builders.claim_change(new=builders.claim(20, sentence=words))
    alert = builders.alert_for_send(
        headline=words, change=builders.change(claim_changes=(claim,), notice=words)
    )
    rendered = webhook_message.render_webhook(
        builders.delivery(alert=alert), base_url="https://watch.example"
    )
    received = json.loads(json.dumps(rendered).encode())

    assert received["article"]["headline"] == received["change"]["notice"] == words
    assert received["change"]["claims"][0]["new"]["sentence"] == words
