import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alerts import apprise_message
from monitor import model
from tests import builders
from tests.builders import minutes


def render(delivery: model.DeliveryForSend) -> apprise_message.Notice:
    return apprise_message.render_notice(delivery, base_url="https://watch.example")


def render_alert(**fields) -> apprise_message.Notice:
    return render(builders.delivery(alert=builders.alert_for_send(**fields)))


def test_a_notice_says_what_where_when_and_how_sure():
    notice = render_alert()

    assert notice.title == "The Coastal Ledger: 22 → 20 living hostages"
    lines = notice.body.translate({0x2068: None, 0x2069: None}).splitlines()
    assert lines[:2] == ["The Coastal Ledger · Claim changed · High", "Hamas to free 8 hostages"]
    for line in (
        "In the text: 22 → 20",
        "Before: Israel says [22] hostages are alive.",
        "Now: Israel says [20] hostages are alive.",
        "When: Between 12:00 (last seen old) and 12:15 (first seen new) UTC, 1 Sep 2025",
        "Notice: Silent: no correction notice",
        "Evidence: https://watch.example/changes/1",
        "Article: https://ledger.example/a",
    ):
        assert line in lines


def test_a_claim_that_is_gone_says_so():
    claim = builders.claim_change(kind=model.ChangeKind.REMOVED, new=None, new_text="none")

    assert "Now: nothing stands there" in render_alert(change=builders.change(claim_changes=(claim,))).body


def test_a_notice_and_what_is_left_out_are_told():
    claims = tuple(builders.claim_change(claim_id=f"c{n}", summary=f"claim {n}") for n in range(6))
    body = render_alert(change=builders.change(claim_changes=claims, notice="It is 20 *now*.")).body

    assert "Notice: Disclosed" in body
    assert "It is 20 ∗now∗." in body
    assert "2 more on the page" in body


def test_a_claim_across_outlets_has_its_evidence():
    body = render(builders.delivery(alert=builders.sent_bulletin(builders.consensus_bulletin()))).body

    assert "First with it: 20" in body
    assert "a copy of a text that others have too" in body
    assert "2 more outlets on the page" in body
    assert "Article:" not in body


def test_a_digest_has_a_line_for_each_alert():
    second = builders.alert_for_send(id=2, change_id=2, topic_ids=("gaza",))
    notice = render(
        builders.digest(builders.alert_for_send(topic_ids=("gaza",)), second, topics=(("gaza", "Gaza"),))
    )

    assert notice.title == "Daily digest: 2 alerts, 2 of them high"
    assert "https://watch.example/changes/1\n" in notice.body
    assert "https://watch.example/changes/2\n" in notice.body
    assert notice.body.endswith("All alerts: https://watch.example/alerts")


@pytest.mark.parametrize(
    ("hostile", "sign"),
    [
        ("@everyone 20", "@"),
        ("<@1> <!channel>", "<"),
        ("||20|| alive", "||"),
        ("[20](https://evil.example)", "]("),
        ("**20** _x_ `y` ~z~", "*"),
    ],
)
def test_no_service_can_read_an_articles_words_as_markup_or_as_a_mention(hostile, sign):
    claim = builders.claim_change(
        summary=hostile, old_text=hostile, new_text=hostile, new=builders.claim(20, sentence=hostile)
    )
    event = builders.event(model.EventKind.REVERTED, summary=hostile, is_told=True)
    notice = render_alert(
        alert=builders.alert(title=hostile),
        headline=hostile,
        outlet_name=hostile,
        change=builders.change(claim_changes=(claim,), events=(event,), notice=hostile),
    )

    assert sign not in notice.title + notice.body


def test_a_right_to_left_sentence_is_isolated():
    claim = builders.claim_change(new=builders.claim(20, sentence="قال مسؤولون إن 20 رهينة أحياء."))
    body = render_alert(change=builders.change(claim_changes=(claim,)), language="ar").body

    assert "Now: \u2068" in body


@settings(deadline=None, max_examples=30)  # how long one takes is the machine's affair
@given(words=st.text(max_size=60))
def test_a_notice_keeps_its_lines_whatever_an_article_says(words):
    plain = render_alert().body.count("\n")

    assert render_alert(headline=f"x{words}", outlet_name=f"y{words}").body.count("\n") == plain


def test_a_figure_over_time_is_told_in_words():
    points = (builders.point(24), builders.point(22, at=minutes(5)), builders.point(20, at=minutes(15)))
    others = (builders.point(22, at=minutes(6), outlet_id="herald", outlet_name="The @Herald"),)
    body = render_alert(history=points + others).body.translate({0x2068: None, 0x2069: None})

    assert "Over time: The Coastal Ledger: 24 from" in body
    assert "Others last said: " in body
    assert "The ＠Herald" in body
