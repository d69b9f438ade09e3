import alerts
from alerts import email_message, slack_message
from tests import builders


def test_a_sample_says_that_it_is_one_wherever_it_is_read():
    delivery = alerts.sample_delivery(builders.recipient(), now=builders.NOON)
    mail = email_message.render_email(
        delivery, base_url="https://watch.example", from_address="a@watch.example"
    )
    payload = slack_message.render_slack(delivery, base_url="https://watch.example")

    assert mail["Subject"].startswith("[Test] ")
    assert "This is a test." in mail.get_body(("plain",)).get_content()
    assert "This is a test." in mail.get_body(("html",)).get_content()
    assert payload["text"].startswith("[Test] ")
    assert payload["blocks"][0]["text"]["text"].startswith("[Test] ")


def test_a_sample_links_to_the_page_though_nothing_of_it_is_stored():
    delivery = alerts.sample_delivery(builders.recipient(), now=builders.NOON)

    payload = slack_message.render_slack(delivery, base_url="https://watch.example")

    assert "<https://watch.example/changes|See the evidence>" in str(payload)


def test_two_samples_are_two_messages():
    first, second = (
        alerts.sample_delivery(builders.recipient(), now=builders.NOON + builders.minutes(n))
        for n in range(2)
    )

    assert first.key != second.key
