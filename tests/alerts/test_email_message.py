from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alerts import email_message
from monitor import model
from tests import builders
from tests.builders import hours, minutes

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60)
HEADERS = {
    "subject", "from", "to", "date", "message-id", "in-reply-to", "references", "auto-submitted",
    "list-unsubscribe", "list-id", "x-auto-response-suppress", "mime-version", "content-type",
}  # fmt: skip


def render(delivery: model.DeliveryForSend | None = None, *, unsubscribe: str = "", **fields) -> EmailMessage:
    delivery = delivery or builders.delivery(alert=builders.alert_for_send(**fields))
    mail = email_message.render_email(
        delivery,
        base_url="https://watch.example",
        from_address="Claimwatch <alerts@watch.example>",
        unsubscribe=unsubscribe,
    )
    raw = mail.as_bytes()
    assert raw.isascii(), "not every server takes eight bits"
    return message_from_bytes(raw, policy=default)


def body(mail: EmailMessage, kind: str = "plain") -> str:
    """Return a body, the plain one as a mail program shows it: its broken lines joined again (RFC 3676)."""
    return mail.get_body((kind,)).get_content().replace("\r\n", "\n").replace(" \n", " ")


class Tags(HTMLParser):
    """Every tag and every link of a page, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.links: list[str] = []
        self.words = ""
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.names.add(tag)
        assert not any(name.startswith("on") for name, _ in attrs)
        assert all(value.startswith("cid:") for name, value in attrs if name == "src")
        self.links += [value for name, value in attrs if name == "href"]

    def handle_data(self, data):
        self.words += data


def test_the_headers_file_repeat_and_unsubscribe():
    mail = render()

    assert mail["From"] == "Claimwatch <alerts@watch.example>"
    assert mail["To"] == "desk@news.example"
    assert mail["Date"] == "Mon, 01 Sep 2025 12:15:00 +0000"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["List-Id"] == "<desk.claimwatch.watch.example>"
    assert mail["List-Unsubscribe"] == "<mailto:alerts@watch.example?subject=unsubscribe%20desk>"
    assert "answer with “unsubscribe”" in body(mail)
    assert mail["Message-ID"].endswith("@watch.example>")
    assert mail["Precedence"] is mail["List-Unsubscribe-Post"] is None


def test_readers_are_sent_to_whoever_takes_them_off():
    mail = render(unsubscribe="desk-admin@news.example")

    assert mail["List-Unsubscribe"] == "<mailto:desk-admin@news.example?subject=unsubscribe%20desk>"
    for kind in ("plain", "html"):
        assert "write “unsubscribe” to desk-admin@news.example" in body(mail, kind)


def test_every_try_is_the_same_bytes_and_has_the_same_message_id():
    first, again = render(builders.delivery()), render(builders.delivery(attempt_count=3))
    other = render(builders.delivery(key="2:desk:desk@news.example"))

    assert first.as_bytes() == again.as_bytes()
    assert first["Message-ID"] != other["Message-ID"]


CLAIM = builders.consensus_bulletin()
MOVED_AGAIN = builders.consensus_bulletin(old_text="20", new_text="19")
OTHER_CLAIM = builders.consensus_bulletin(
    event=builders.event(model.EventKind.CONSENSUS_MOVED, claim_id="dead", is_told=True)
)


@pytest.mark.parametrize(
    ("first", "second", "is_one", "why"),
    [
        (builders.alert_for_send(change_id=1), builders.alert_for_send(change_id=2), True, "one article"),
        (builders.alert_for_send(), builders.alert_for_send(article_id=2), False, "another article"),
        (builders.alert_for_send(), builders.bulletin_for_send(), False, "an article and its outlet"),
        (
            builders.sent_bulletin(CLAIM),
            builders.sent_bulletin(MOVED_AGAIN),
            True,
            "one claim across outlets",
        ),
        (builders.sent_bulletin(CLAIM), builders.sent_bulletin(OTHER_CLAIM), False, "another claim"),
    ],
)
def test_what_is_about_one_thing_is_one_thread(first, second, is_one, why):
    one, other = render(builders.delivery(alert=first)), render(builders.delivery(alert=second, key="2"))

    assert one["In-Reply-To"] == one["References"] != one["Message-ID"] != other["Message-ID"]
    assert (one["References"] == other["References"]) == is_one, why


def test_plain_and_html_say_what_where_when_and_how_sure():
    mail = render()

    for words in (body(mail), Tags(body(mail, "html")).words):
        for fact in (
            "The Coastal Ledger",
            "22 → 20 living hostages",
            "Hamas to free 8 hostages",
            "Between 12:00 (last seen old) and 12:15 (first seen new) UTC, 1 Sep 2025",
            "Silent: no correction notice",
            "Sure that it changed",
        ):
            assert fact in " ".join(words.replace("\u2068", "").replace("\u2069", "").split())
    assert "Before: \u2068Israel says [22] hostages are alive.\u2069" in body(mail)
    assert "Now: \u2068Israel says [20] hostages are alive.\u2069" in body(mail)
    assert Tags(body(mail, "html")).links == ["https://ledger.example/a", "https://watch.example/changes/1"]


def test_in_html_words_not_colour_alone_tell_old_from_new():
    page = body(render(), "html")

    assert ">22</del>" in page
    assert ">20</ins>" in page
    assert page.index("Before") < page.index("</del>") < page.index("Now") < page.index("</ins>")


def test_a_right_to_left_sentence_keeps_its_direction_in_both_bodies():
    sentence = "قال مسؤولون إن {} رهينة على قيد الحياة."
    claim = builders.claim_change(
        old=builders.claim(22, sentence=sentence.format(22)),
        new=builders.claim(20, sentence=sentence.format(20)),
    )

    mail = render(language="ar", change=builders.change(claim_changes=(claim,)))

    assert "Before: \u2068قال مسؤولون إن [22] رهينة على قيد الحياة.\u2069" in body(mail)
    page = body(mail, "html")
    assert '<span dir="rtl" lang="ar"' in page
    # The bar stands where the lines begin.
    assert page.count("border-right:3px") == 2
    assert "border-left:3px" not in page


def test_what_others_say_stands_beside_when_and_how_sure():
    others = (
        builders.point(24, at=-hours(3)),
        builders.point(22, outlet_id="wire", outlet_name="Northern Wire", article_id=7),
        builders.point(22, at=-hours(1)),
        builders.point(20, at=minutes(1)),
    )
    mail = render(history=others)

    page, plain = body(mail, "html"), body(mail)
    assert "Others say: 22 at Northern Wire" in plain
    assert page.index(">When<") < page.index(">Others say<") < page.index(">How sure<")
    assert page.index("22 at Northern Wire") < page.index("Before")


def test_what_is_absent_is_said_to_be_absent():
    claim = builders.claim_change(kind=model.ChangeKind.ADDED, old=None, old_text="none")
    mail = render(change=builders.change(claim_changes=(claim,)))

    assert "Before: nothing stood there" in body(mail)
    assert "Nothing stood there." in body(mail, "html")


def test_a_removal_has_no_empty_parts():
    event = builders.event(model.EventKind.ARTICLE_REMOVED, summary="Gone.", is_told=True)
    change = builders.change(new_number=None, is_silent=False, claim_changes=(), events=(event,))
    mail = render(change=change, article_url="ftp://ledger.example/a")

    assert "Gone." in body(mail)
    assert "Before" not in body(mail) + body(mail, "html")
    assert "Notice:" not in body(mail)
    assert "brackets" not in body(mail)
    assert Tags(body(mail, "html")).links == ["https://watch.example/changes/1"]


def test_more_than_fits_is_counted_and_a_notice_is_quoted():
    claims = tuple(builders.claim_change(claim_id=f"c{n}", summary=f"claim {n}") for n in range(6))
    change = builders.change(claim_changes=claims, notice="Correction: it is 20.", is_silent=False)
    mail = render(change=change)

    for kind in ("plain", "html"):
        assert "2 more on the change page." in body(mail, kind)
        assert "Correction: it is 20." in body(mail, kind)


@settings(deadline=None)  # how long one takes is the machine's affair
@given(title=ANY_TEXT, outlet=ANY_TEXT, headline=ANY_TEXT, summary=ANY_TEXT, sentence=ANY_TEXT, key=ANY_TEXT)
def test_no_text_from_outside_adds_a_header_a_tag_or_a_link(title, outlet, headline, summary, sentence, key):
    event = builders.event(model.EventKind.REVERTED, summary=summary, is_told=True)
    claim = builders.claim_change(
        summary=summary, new=builders.claim(20, sentence=sentence), new_text=sentence
    )
    alert = builders.alert_for_send(
        alert=builders.alert(title=title, rule_ids=(summary,)),
        outlet_name=outlet,
        headline=headline,
        article_url=f"https://ledger.example/{headline}",
        change=builders.change(claim_changes=(claim,), events=(event,), notice=sentence),
    )

    mail = render(builders.delivery(key=key, alert=alert))

    assert {name.lower() for name in mail.keys()} <= HEADERS  # noqa: SIM118 (not a mapping)
    page = Tags(body(mail, "html"))
    assert page.names <= {
        "html", "head", "meta", "title", "style", "body", "div", "table", "tr", "td", "p", "br", "bdi", "h1", "h2",
        "span", "del", "ins", "blockquote", "a", "img",
    }  # fmt: skip
    assert all(link.startswith(("https://ledger.example/", "https://watch.example/")) for link in page.links)
    assert max(len(line) for line in mail.as_bytes().splitlines()) <= 998


def test_the_claim_over_time_is_a_picture_whose_words_stand_beside_it():
    points = (builders.point(24, at=-hours(5)), builders.point(22), builders.point(20, at=minutes(15)))
    mail = render(history=points)

    (picture,) = [part for part in mail.walk() if part.get_content_type() == "image/png"]
    page = body(mail, "html")
    words = "The Coastal Ledger: 24 from 1 Sep 07:00, 22 from 1 Sep 12:00, 20 from 1 Sep 12:15 UTC"
    assert f'src="cid:{picture["Content-ID"].strip("<>")}"' in page
    assert picture.get_content().startswith(b"\x89PNG")
    assert picture.get_content_disposition() == "inline"
    assert f'alt="Chart of this figure over time. {words}.' in page
    assert words in body(mail)
    assert page.count(words) == 2


def test_a_mail_without_enough_to_draw_has_no_picture():
    assert render().get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in render().iter_parts()] == ["text/plain", "text/html"]


def test_a_plain_body_has_short_lines_but_for_its_links():
    sentence = "Officials said 20 hostages were still believed to be alive " * 4
    claim = builders.claim_change(new=builders.claim(20, sentence=sentence))
    link = f"https://ledger.example/{'a' * 90}"
    mail = render(change=builders.change(claim_changes=(claim,)), article_url=link)

    raw = mail.get_body(("plain",))
    assert raw["Content-Type"].params["format"] == "flowed"
    lines = raw.get_content().splitlines()
    assert link in lines
    assert max(len(line) for line in lines if line != link) <= 76
    assert "-- " in lines


def test_the_longest_mail_is_far_from_being_clipped():
    many = tuple(builders.claim_change(claim_id=f"c{n}", summary=f"claim {n} " * 60) for n in range(20))
    points = tuple(
        builders.point(n, at=minutes(n), outlet_id=f"o{n}", outlet_name="w" * 300) for n in range(200)
    )
    mail = render(
        change=builders.change(claim_changes=many),
        headline="w" * 2_000,
        outlet_name="w" * 500,
        history=points,
    )

    # Gmail clips at 102 kB.
    assert len(body(mail, "html").encode()) < 60_000


def test_a_digest_of_fifty_alerts_is_not_clipped():
    many = tuple(
        builders.alert_for_send(id=n, headline="Mediators press for a deal as families wait " * 3)
        for n in range(50)
    )
    page = body(render(builders.digest(*many)), "html")

    assert len(page.encode()) < 80_000


def test_the_mails_of_one_channels_digests_are_one_thread():
    first = builders.digest(builders.alert_for_send(article_id=1))
    second = replace(builders.digest(builders.alert_for_send(article_id=2)), key="the next day's")

    assert render(first)["Message-ID"] != render(second)["Message-ID"]
    assert render(first)["References"] == render(second)["References"]


def test_markup_in_an_article_arrives_as_text():
    headline = "<script>alert(1)</script> & <b>20</b>"
    page = Tags(body(render(headline=headline), "html"))

    assert headline in page.words


def test_a_bulletin_is_mailed_without_an_article():
    mail = render(builders.delivery(alert=builders.bulletin_for_send()))
    plain = mail.get_body(("plain",)).get_content()

    assert "Refuses its articles" in mail["Subject"]
    assert "last good answer" in plain
    assert "Article:" not in plain
    assert "https://watch.example/bulletins/1" in plain


def test_a_bulletin_about_a_claim_is_mailed_with_each_outlets_sentence():
    mail = render(builders.delivery(alert=builders.sent_bulletin(builders.consensus_bulletin())))

    for kind in ("plain", "html"):
        body = mail.get_body((kind,)).get_content()
        assert [word in body for word in ("First with it", "Still says", "at least 22")] == [True] * 3
        assert body.count("Officials said 20 hostages are alive.") == 3
        assert "a copy of a text that others have too" in body
        assert "2 more outlets on the page" in body


def test_a_digest_names_each_alert_in_both_bodies_and_says_what_is_left_out():
    other = builders.alert_for_send(
        id=2, change_id=2, outlet_name="<b>Wire</b>", headline="שיחות", language="he"
    )
    mail = render(builders.digest(builders.alert_for_send(), other, left_out_count=4))
    page = Tags(body(mail, "html"))

    assert mail["Subject"] == "Daily digest: 6 alerts, 2 of them high"
    for words in (body(mail), page.words):
        assert words.count("Between 12:00 (last seen old)") == 2
        assert "The Coastal Ledger" in words
        assert "<b>Wire</b>" in words
        assert "And 4 more" in words
    assert "https://watch.example/changes/2" in page.links
    assert "https://watch.example/changes/2" in body(mail)
    assert "b" not in page.names


def test_a_digest_is_dated_when_it_was_due_and_threads_with_digests_of_its_channel():
    first, again = render(builders.digest()), render(builders.digest())

    assert first["Date"] == "Mon, 01 Sep 2025 13:00:00 +0000"
    assert first["Message-ID"] == again["Message-ID"] != render()["Message-ID"]
    assert first["References"] != render()["References"]


def test_a_long_digest_stays_below_what_mail_programs_clip():
    alerts = [
        builders.alert_for_send(
            id=number, headline="w" * 300, alert=builders.alert(title="The Coastal Ledger: " + "w " * 150)
        )
        for number in range(model.MOST_IN_DIGEST)
    ]

    assert len(body(render(builders.digest(*alerts)), "html")) < 102_000
