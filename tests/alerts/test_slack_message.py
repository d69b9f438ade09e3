import json
import re

from hypothesis import given, settings
from hypothesis import strategies as st
from slack_sdk.models import blocks

from alerts import slack_message
from monitor import model
from tests import builders
from tests.alerts.slack_server import check_payload
from tests.builders import minutes

ANY_TEXT = st.text(st.sampled_from("ab 1&<>*_~`|!@\u0627\u202e\n\r😀"), max_size=80)


def render(*, has_buttons: bool = False, **fields) -> dict:
    delivery = builders.delivery(alert=builders.alert_for_send(**fields))
    return slack_message.render_slack(delivery, base_url="https://watch.example", has_buttons=has_buttons)


SIGNS = {"bold": "*", "strike": "~", "italic": "_"}


def texts(payload: dict) -> list[str]:
    """What stands in the blocks; rich text as mrkdwn would write it, its words as they are."""
    found = []
    for block in payload["blocks"]:
        if block["type"] == "rich_text":
            found.append("\n".join(map(write_line, block["elements"])))
        else:
            found += [part["text"] for part in (block.get("text"), *block.get("elements", ())) if part]
    return found


def write_line(line: dict) -> str:
    words = "".join(map(write_part, line["elements"]))
    return "\n".join(f">{one}" for one in words.splitlines()) if line["type"] == "rich_text_quote" else words


def write_part(part: dict) -> str:
    sign = "".join(SIGNS[style] for style in part.get("style", {}))
    return f"<{part['url']}|{part['text']}>" if part["type"] == "link" else f"{sign}{part['text']}{sign}"


def find_mrkdwn(payload: dict) -> str:
    """What Slack reads for signs and mentions."""
    parts = [
        part
        for block in payload["blocks"]
        for part in (block.get("text"), *block.get("elements", ()))
        if part
    ]
    return json.dumps(
        [payload["text"], *(part for part in parts if part["type"] in {"mrkdwn", "plain_text"})]
    )


def list_parts(block: dict) -> list[dict]:
    lines = block["elements"] if block["type"] == "rich_text" else []
    return [part for line in lines for part in line["elements"]]


def check_limits(payload: dict) -> None:
    assert blocks.Block.parse_all(payload["blocks"])
    for block in payload["blocks"]:
        parsed = blocks.Block.parse(block)
        assert parsed is not None
        assert parsed.to_dict() == block
        parts = (block.get("text"), *block.get("elements", ()))
        assert all(part["verbatim"] for part in parts if part and part["type"] == "mrkdwn")
    assert check_payload(payload) == ""
    assert len(payload["blocks"]) <= 50
    assert all(0 < len(words) <= 3_000 for words in texts(payload))
    assert all(part["text"] for block in payload["blocks"] for part in list_parts(block))
    assert len(payload["blocks"][0]["text"]["text"]) <= 150
    assert 0 < len(payload["text"]) <= 3_000


def test_a_message_says_what_where_when_and_how_sure():
    payload = render()
    check_limits(payload)

    said = "\n".join(texts(payload))
    assert payload["text"] == "The Coastal Ledger: 22 -&gt; 20 living hostages"
    assert (
        "*\u2068The Coastal Ledger\u2069* · <https://ledger.example/a|\u2068Hamas to free 8 hostages\u2069>"
        in said
    )
    assert "In the text: 22 → *20*" in said
    assert ">*Before:* \u2068Israel says ~22~ hostages are alive.\u2069" in said
    assert ">*Now:* \u2068Israel says *20* hostages are alive.\u2069" in said
    assert "*When:* Between 12:00 (last seen old) and 12:15 (first seen new) UTC, 1 Sep 2025" in said
    assert "*Notice:* Silent: no correction notice" in said
    assert "_Sure that" in said
    assert "<https://watch.example/changes/1|See the evidence>" in said
    assert payload["unfurl_links"] is payload["unfurl_media"] is False


def test_mentions_links_and_formatting_in_an_article_arrive_as_text():
    payload = render(
        headline="<!channel> & <https://evil.example|click> *20*",
        outlet_name="~22~ `Ledger`",
        alert=builders.alert(title="_now_ <@U1>"),
    )

    parts = [part for block in payload["blocks"] for part in list_parts(block)]
    assert {part["type"] for part in parts} == {"text", "link"}
    assert "\u2068<!channel> & <https://evil.example|click> *20*\u2069" in [part["text"] for part in parts]
    assert "\u2068~22~ `Ledger`\u2069" in [part["text"] for part in parts]
    assert "&lt;@U1&gt;" in find_mrkdwn(payload)
    assert "<!channel>" not in find_mrkdwn(payload)
    assert "<@U1>" not in find_mrkdwn(payload)


def test_others_words_beside_our_own_signs_are_escaped():
    event = builders.event(model.EventKind.REVERTED, summary="<!here> & *20* ~22~ `x` _y_", is_told=True)
    payload = render(change=builders.change(events=(event,), notice="<!here> *now*"))

    assert "&lt;!here&gt; &amp; \u221720\u2217 \u223c22\u223c \u02cbx\u02cb \u02cdy\u02cd" in "\n".join(
        texts(payload)
    )
    assert ">\u2068&lt;!here&gt; \u2217now\u2217\u2069" in "\n".join(texts(payload))


def test_a_link_that_would_end_the_markup_is_encoded_and_a_bad_one_is_left_out():
    assert (
        "<https://ledger.example/a?b=1&c=%7C%3E|"
        in texts(render(article_url="https://ledger.example/a?b=1&c=|>"))[1]
    )
    links = texts(render(article_url="https://ledger.example/a?b=1&c=|>"))[-1]
    assert "<https://ledger.example/a?b=1&amp;c=%7C%3E|Open the article>" in links
    said = "\n".join(texts(render(article_url="javascript:alert(1)")))
    assert "javascript" not in said
    assert "Open the article" not in said


def test_an_address_too_long_for_slack_is_shown_as_words():
    payload = render(article_url="https://ledger.example/" + "a" * 2_000)

    check_limits(payload)
    assert "aaaa" not in json.dumps(payload)


def test_a_sentence_too_long_for_slack_is_shortened_around_its_mark():
    filler = "<&> " * 2_000
    claim = builders.claim_change(
        old=builders.claim(22, sentence=f"{filler}22 alive {filler}"),
        new=builders.claim(20, sentence=f"{filler}20 alive {filler}"),
    )
    payload = render(change=builders.change(claim_changes=(claim,)))

    check_limits(payload)
    assert "… " in texts(payload)[2]
    assert "*20* alive" in texts(payload)[2]


def test_a_message_with_many_changes_and_a_notice_counts_what_it_leaves_out():
    claims = tuple(builders.claim_change(claim_id=f"c{n}", summary=f"claim {n}", old=None) for n in range(6))
    payload = render(change=builders.change(claim_changes=claims, notice="It is 20 <now>."))

    said = "\n".join(texts(payload))
    assert "2 more on the change page" in said
    assert ">\u2068It is 20 &lt;now&gt;.\u2069" in said
    assert ">*Before:* _nothing stood there_" in said
    assert "*To do:* " in said


def test_a_long_title_is_cut_to_slacks_header_after_escaping():
    payload = render(alert=builders.alert(title="Ledger & Sons: <20> " * 12))

    check_limits(payload)
    assert payload["blocks"][0]["text"]["text"].endswith(" Sons: …")


def test_a_removal_is_one_sentence_and_its_window():
    event = builders.event(model.EventKind.ARTICLE_REMOVED, summary="Gone since noon.", is_told=True)
    payload = render(
        change=builders.change(new_number=None, is_silent=False, claim_changes=(), events=(event,)),
        alert=builders.alert(rule_ids=()),
    )

    check_limits(payload)
    assert "Gone since noon." in texts(payload)
    assert "Notice" not in "\n".join(texts(payload))


@settings(deadline=None)  # how long one takes is the machine's affair
@given(
    title=ANY_TEXT,
    words=ANY_TEXT,
    old=st.text(st.sampled_from("<&> 1ab*"), max_size=2_000),
    new=st.text(st.sampled_from("<&> 1ab*"), max_size=2_000),
)
def test_whatever_an_article_says_the_message_stays_in_slacks_limits_and_mentions_nobody(
    title, words, old, new
):
    event = builders.event(model.EventKind.REVERTED, summary=words, is_told=True)
    claim = builders.claim_change(
        summary=words,
        new_text=words,
        old=builders.claim(22, sentence=old),
        new=builders.claim(20, sentence=new),
    )
    payload = render(
        alert=builders.alert(title=title, rule_ids=(words,)),
        outlet_name=words,
        headline=words,
        change=builders.change(claim_changes=(claim,), events=(event,), notice=words),
    )

    check_limits(payload)
    assert "<!" not in find_mrkdwn(payload)
    assert "<@" not in find_mrkdwn(payload)


def test_a_bulletin_names_the_outlet_and_no_article():
    payload = slack_message.render_slack(
        builders.delivery(alert=builders.bulletin_for_send()), base_url="https://watch.example"
    )

    source = texts(payload)[1]
    assert "The Coastal Ledger" in source
    assert "Outlet blocks us" in source
    assert " ·  · " not in source


def test_a_bulletin_about_a_claim_has_a_section_for_each_outlet():
    alert = builders.sent_bulletin(builders.consensus_bulletin())
    payload = slack_message.render_slack(builders.delivery(alert=alert), base_url="https://watch.example")
    heads = [words.splitlines()[0] for words in texts(payload)[3:6]]
    assert [head.translate({0x2068: None, 0x2069: None}) for head in heads] == [
        "*The Herald* · First with it: *20*",
        "*The Courier* · Says so: *20* · a copy of a text that others have too",
        "*The Ledger* · Still says: *at least 22*",
    ]
    assert "2 more outlets on the page" in "\n".join(texts(payload))


def test_buttons_stand_in_place_of_links_where_they_are_asked_for():
    payload = render(has_buttons=True)

    (row,) = [block for block in payload["blocks"] if block["type"] == "actions"]
    assert [(button["text"]["text"], button["url"]) for button in row["elements"]] == [
        ("See the evidence", "https://watch.example/changes/1"),
        ("Open the article", "https://ledger.example/a"),
    ]
    assert check_payload(payload) == ""
    assert "See the evidence" not in json.dumps([block for block in payload["blocks"] if block is not row])


def test_an_address_too_long_for_a_button_has_none():
    payload = render(has_buttons=True, article_url="https://ledger.example/" + "a" * 3_000)

    (row,) = [block for block in payload["blocks"] if block["type"] == "actions"]
    assert [button["text"]["text"] for button in row["elements"]] == ["See the evidence"]


def test_outlets_that_would_make_the_message_too_long_are_counted():
    long = "قال مسؤولون إن عشرين رهينة ما زالوا على قيد الحياة " * 12
    evidence = tuple(
        builders.saying(
            outlet_id=f"o{n}", url=f"https://o{n}.example/{'a' * 900}", sentence=long, headline=long
        )
        for n in range(10)
    )
    bulletin = builders.consensus_bulletin(evidence=evidence, evidence_left_out=0)
    payload = slack_message.render_slack(
        builders.delivery(alert=builders.sent_bulletin(bulletin)), base_url="https://watch.example"
    )

    shown = sum("Says so" in words for words in texts(payload))
    assert check_payload(payload) == ""
    assert 3 < shown < 10
    assert f"{10 - shown} more outlets on the page" in "\n".join(texts(payload))


def test_places_and_statements_that_would_make_the_message_too_long_are_counted():
    claims = tuple(
        builders.claim_change(
            claim_id=f"c{n}",
            summary=f"claim {n}",
            old=builders.claim(22, sentence="& " * 300 + "22"),
            new=builders.claim(20, sentence="& " * 300 + "20"),
        )
        for n in range(4)
    )
    told = tuple(
        builders.event(model.EventKind.REVERTED, summary=f"Event-{n} " + "& " * 150, is_told=True)
        for n in range(60)
    )
    payload = render(
        change=builders.change(claim_changes=claims, events=told, notice="&" * 400),
        headline="&" * 200,
        article_url="https://ledger.example/" + "&" * 180,
    )

    assert check_payload(payload) == ""
    said = "\n".join(texts(payload))
    count = int(re.findall(r"(\d+) more on the change page", said)[0])
    assert count == 4 + sum(f"Event-{n} " not in said for n in range(60))


def render_digest(*alerts: model.AlertForSend, **fields) -> dict:
    delivery = builders.digest(*alerts, **fields)
    return slack_message.render_slack(delivery, base_url="https://watch.example")


def test_a_digest_has_each_alert_on_a_line_below_its_story():
    first = builders.alert_for_send(topic_ids=("gaza",))
    second = builders.alert_for_send(id=2, change_id=2, topic_ids=("gaza",), outlet_name="الراصد")
    payload = render_digest(first, second, topics=(("gaza", "Gaza <negotiations>"),), left_out_count=3)

    assert check_payload(payload) == ""
    story = texts(payload)[2].translate({0x2068: None, 0x2069: None}).splitlines()
    assert story[0] == "*Gaza &lt;negotiations&gt;*"
    assert story[1].startswith(
        "• The Coastal Ledger: <https://watch.example/changes/1|22 → 20 living hostages>"
    )
    assert story[2].startswith("• الراصد: <https://watch.example/changes/2|")
    assert "3 more on the page" in "\n".join(texts(payload))
    assert "<https://watch.example/alerts|See all alerts>" in texts(payload)[-1]


def test_a_digest_too_long_for_slack_counts_what_it_leaves_out():
    title = "The Coastal Ledger: at least 20 living hostages; it said 22 " * 3
    alerts = [
        builders.alert_for_send(
            id=n,
            outlet_name=f"Outlet {n}.",
            topic_ids=(f"t{n // 20}",),
            alert=builders.alert(title=title),
        )
        for n in range(1, 51)
    ]
    payload = render_digest(*alerts, left_out_count=2)

    assert check_payload(payload) == ""
    said = "\n".join(texts(payload))
    shown = sum(f"Outlet {n}." in said for n in range(1, 51))
    assert 20 < shown < 50
    assert f"{52 - shown} more on the page" in said


def test_a_figure_over_time_is_told_in_words():
    points = (builders.point(24), builders.point(22, at=minutes(5)), builders.point(20, at=minutes(15)))
    others = (builders.point(22, at=minutes(6), outlet_id="herald", outlet_name="The *Herald*"),)
    payload = render(history=points + others)

    assert check_payload(payload) == ""
    course = texts(payload)[-2].translate({0x2068: None, 0x2069: None})
    assert course.startswith("*Over time* The Coastal Ledger: 24 from")
    assert "Others last said: " in course
    assert "The \u2217Herald\u2217" in course


def test_a_mark_beside_no_space_is_a_mark_all_the_same():
    segments = (
        model.Segment(op=model.Op.EQUAL, text="נותרו כ-"),
        model.Segment(op=model.Op.DELETE, text="22"),
        model.Segment(op=model.Op.INSERT, text="20"),
        model.Segment(op=model.Op.EQUAL, text=" חטופים"),
    )
    old, new = "נותרו כ-22 חטופים", "נותרו כ-20 חטופים"
    claim = builders.claim_change(old=builders.claim(22, sentence=old), new=builders.claim(20, sentence=new))
    sentence = model.SentenceDiff(op=model.SentenceOp.CHANGED, old=old, new=new, segments=segments)
    diff = model.Diff(fields=(model.FieldDiff(field=model.TextField.BODY, sentences=(sentence,)),))
    payload = render(change=builders.change(claim_changes=(claim,), diff=diff), language="he")

    parts = [part for block in payload["blocks"] for part in list_parts(block)]
    assert {"type": "text", "text": "22", "style": {"strike": True}} in parts
    assert {"type": "text", "text": "20", "style": {"bold": True}} in parts


def test_long_words_beside_our_own_are_cut_and_not_refused():
    bulletin = builders.consensus_bulletin(detail="&&&&&&&&& " * 200)
    delivery = builders.delivery(alert=builders.sent_bulletin(bulletin))

    check_limits(slack_message.render_slack(delivery, base_url="https://watch.example"))


def test_no_picture_is_made_of_an_articles_words():
    escaped = slack_message.escape("Truce :skull_and_crossbones: at 12:15:30: talks on; a:b")

    assert escaped == "Truce \u2236skull\u02cdand\u02cdcrossbones: at 12:15:30: talks on; a:b"
