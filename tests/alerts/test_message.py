from dataclasses import replace

import pytest

from alerts import message
from monitor import model
from tests import builders

OP = model.Op


def say(**fields) -> message.Message:
    delivery = builders.delivery(alert=builders.alert_for_send(**fields))
    return message.render_message(delivery, base_url="https://watch.example/")


def show(side: tuple[model.Segment, ...]) -> str:
    return "".join(s.text if s.op is OP.EQUAL else f"[{s.text}]" for s in side)


def diff(*sentences: model.SentenceDiff, field: model.TextField = model.TextField.BODY) -> model.Diff:
    return model.Diff(fields=(model.FieldDiff(field=field, sentences=sentences),))


def changed(old: str, new: str, *edits: model.EditKind) -> model.SentenceDiff:
    return model.SentenceDiff(op=model.SentenceOp.CHANGED, old=old, new=new, edits=edits)


def test_a_changed_claim_is_told_with_both_values_and_both_sentences_their_words_marked():
    said = say()

    assert said.subject == "The Coastal Ledger: 22 -> 20 living hostages"
    assert said.title == "22 → 20 living hostages"
    assert (said.label, said.severity) == ("Claim changed", "High")
    (passage,) = said.passages
    assert (passage.place, passage.old_value, passage.new_value) == ("In the text", "22", "20")
    assert show(passage.old) == "Israel says [22] hostages are alive."
    assert show(passage.new) == "Israel says [20] hostages are alive."
    assert passage.certainty.startswith("Sure")
    assert said.statements == ()
    assert said.change_url == "https://watch.example/changes/1"
    assert said.article_url == "https://ledger.example/a"
    assert said.disclosure == "Silent: no correction notice"


@pytest.mark.parametrize(
    ("minutes_apart", "window"),
    [
        (15, "Between 12:00 (last seen old) and 12:15 (first seen new) UTC, 1 Sep 2025"),
        (0.5, "Between 12:00:00 (last seen old) and 12:00:30 (first seen new) UTC, 1 Sep 2025"),
        (
            60 * 13,
            "Between 1 Sep 2025, 12:00 (last seen old) and 2 Sep 2025, 01:00 (first seen new) UTC",
        ),
    ],
)
def test_the_window_says_between_which_two_looks_it_happened(minutes_apart, window):
    change = builders.change(first_seen_new_at=builders.NOON + builders.minutes(minutes_apart))

    assert say(change=change).window == window


@pytest.mark.parametrize(
    ("kind", "label", "window"),
    [
        (
            model.EventKind.ARTICLE_REMOVED,
            "Article removed",
            "(last seen there) and 12:15 (first found missing)",
        ),
        (
            model.EventKind.ARTICLE_RETURNED,
            "Article is back",
            "(last found missing) and 12:15 (first seen again)",
        ),
        (model.EventKind.ARTICLE_BLOCKED, "Article blocked", "(last read) and 12:15 (first found blocked)"),
    ],
)
def test_an_article_that_cannot_be_seen_is_told_in_its_own_words(kind, label, window):
    event = builders.event(kind, summary="What happened to it.", is_told=True)
    change = builders.change(new_number=None, is_silent=False, claim_changes=(), events=(event,))

    said = say(change=change)

    assert said.label == label
    assert window in said.window
    assert said.statements == ("What happened to it.",)
    assert said.passages == ()
    assert said.disclosure == ""


def test_every_kind_of_event_has_a_label_of_its_own():
    labels = {say(change=builders.change(events=(builders.event(kind),))).label for kind in model.EventKind}

    assert len(labels) == len(model.EventKind)


def test_the_weightiest_told_event_names_the_message_and_untold_ones_are_left_out():
    events = (
        builders.event(
            model.EventKind.HEADLINE_CHANGED, severity=model.Severity.LOW, summary="H.", is_told=True
        ),
        builders.event(model.EventKind.REVERTED, severity=model.Severity.MEDIUM, summary="R.", is_told=True),
        builders.event(model.EventKind.FLAPPING, severity=model.Severity.HIGH, summary="F."),
    )

    said = say(change=builders.change(claim_changes=(), events=events))

    assert said.label == "Reverted"
    assert said.statements == ("H.", "R.")


def test_what_the_title_says_is_not_said_again():
    event = builders.event(model.EventKind.REVERTED, summary="Back to version 1.", is_told=True)
    change = builders.change(claim_changes=(), events=(event,))

    assert say(change=change, alert=builders.alert(title="Ledger: Back to version 1")).statements == ()


def test_a_notice_is_quoted_once_and_counts_as_disclosed():
    event = builders.event(
        model.EventKind.CORRECTION_NOTICE, summary="Published a notice: “It is 20.”", is_told=True
    )
    change = builders.change(is_silent=False, notice="It is\n20.", events=(event,), claim_changes=())

    said = say(change=change)

    assert said.disclosure == "Disclosed: the outlet published a notice"
    assert said.notice == "It is 20."
    assert said.statements == ()


def test_a_claim_that_went_stands_beside_the_sentence_that_took_its_place():
    claim = builders.claim_change(
        kind=model.ChangeKind.REMOVED,
        new=None,
        new_text="none",
        new_sentence="Israel says hostages are alive.",
        tier=model.Tier.REVIEW,
    )

    (passage,) = say(change=builders.change(claim_changes=(claim,))).passages

    assert passage.new_value == "not mentioned"
    assert show(passage.old) == "Israel says [22] hostages are alive."
    assert show(passage.new) == "Israel says hostages are alive."
    assert passage.certainty.startswith("Not sure")


def test_a_claim_that_came_from_nowhere_has_nothing_before():
    claim = builders.claim_change(kind=model.ChangeKind.ADDED, old=None, old_text="none")

    (passage,) = say(change=builders.change(claim_changes=(claim,))).passages

    assert passage.old == ()
    assert show(passage.new) == "[Israel says 20 hostages are alive.]"


def test_the_diffs_own_segments_mark_the_sentence_they_belong_to():
    segments = (
        model.Segment(op=OP.EQUAL, text="Israel says "),
        model.Segment(op=OP.DELETE, text="22 hostages "),
        model.Segment(op=OP.INSERT, text="20 hostages "),
        model.Segment(op=OP.EQUAL, text="are alive."),
    )
    sentence = model.SentenceDiff(
        op=model.SentenceOp.CHANGED,
        old="Israel says 22 hostages are alive. ",
        new="Israel says 20 hostages are alive. ",
        segments=segments,
    )

    (passage,) = say(change=builders.change(diff=diff(sentence))).passages

    assert show(passage.old) == "Israel says [22 hostages] are alive."


def test_the_surest_claims_come_first_and_what_does_not_fit_is_counted():
    claims = [builders.claim_change(tier=model.Tier.REVIEW, summary="unsure")]
    claims += [builders.claim_change(claim_id=f"c{n}", summary=f"sure {n}") for n in range(5)]

    said = say(change=builders.change(claim_changes=tuple(claims)))

    assert [passage.summary for passage in said.passages] == ["Sure 0", "Sure 1", "Sure 2", "Sure 3"]
    assert said.omitted_count == 2


def test_beside_claims_only_a_changed_headline_is_shown():
    fields = (
        *diff(changed("Eight to go free", "Ten to go free"), field=model.TextField.HEADLINE).fields,
        *diff(changed("Talks go on.", "Talks stall.")).fields,
    )

    said = say(change=builders.change(diff=model.Diff(fields=fields)))

    assert [passage.place for passage in said.passages] == ["In the text", "In the headline"]


def test_without_claims_the_edits_that_are_more_than_style_are_shown():
    text_diff = diff(
        model.SentenceDiff(op=model.SentenceOp.EQUAL, old="Same.", new="Same."),
        model.SentenceDiff(op=model.SentenceOp.MOVED, new="Moved.", edits=(model.EditKind.MOVED,)),
        changed("Its “aim”.", 'Its "aim".', model.EditKind.STYLE),
        changed("Talks go on.", "Talks stall.", model.EditKind.WORDING),
        model.SentenceDiff(op=model.SentenceOp.ADDED, new="More to come.", edits=(model.EditKind.ADDED,)),
    )

    said = say(change=builders.change(claim_changes=(), diff=text_diff))

    assert [show(passage.new) for passage in said.passages] == ["Talks [stall].", "[More to come.]"]


def test_others_text_is_cleaned_and_right_to_left_names_are_isolated():
    said = say(
        outlet_name="صحيفة\u202e الخليج",
        headline="line\r\nBcc: x@y.example",
        language="ar",
        article_url="javascript:alert(1)",
        alert=builders.alert(title="صحيفة\u202e الخليج: 22 -> 20\r\nBcc: x@y.example"),
    )

    assert said.subject == "\u2068صحيفة الخليج\u2069: 22 -> 20 Bcc: x@y.example"
    assert said.title == "22 → 20 Bcc: x@y.example"
    assert said.headline == "line Bcc: x@y.example"
    assert said.direction == "rtl"
    assert said.article_url == ""


def test_a_change_that_was_held_says_since_when_it_is_confirmed_and_what_was_doubted():
    doubt = model.Doubt(
        kind=model.DoubtKind.COLLAPSED,
        detail="90 of 100 words (90%) of the text are gone.",
        standing=model.Standing.CONFIRMED,
        judged_at=builders.NOON + builders.minutes(18),
    )
    confirmed = builders.event(model.EventKind.VERSION_CONFIRMED, summary="Confirmed.", is_told=True)
    events = (*builders.change().events, confirmed)
    said = say(change=builders.change(doubt=doubt, events=events))

    assert said.statements == (
        "Held until another look confirmed it at 12:18 UTC, 1 Sep 2025. 90 of 100 words (90%) of the text are gone.",
    )


def test_a_bulletin_says_what_when_and_where_without_an_article():
    delivery = builders.delivery(alert=builders.bulletin_for_send())
    said = message.render_message(delivery, base_url="https://watch.example/")

    assert said.label == "Outlet blocks us"
    assert said.title.startswith("Refuses its articles since")
    assert said.window == "Between 12:00 (last good answer) and 12:05 (first refused) UTC, 1 Sep 2025"
    assert said.change_url == "https://watch.example/bulletins/1"
    assert (said.headline, said.article_url, said.passages, said.disclosure) == ("", "", (), "")


def test_a_bulletin_about_a_claim_says_who_says_what_and_since_when():
    alert = builders.sent_bulletin(builders.consensus_bulletin())
    said = message.render_message(builders.delivery(alert=alert), base_url="https://watch.example/")

    assert (said.label, said.outlet_name) == ("Most outlets now say otherwise", "Gaza negotiations")
    assert (said.old_value, said.new_value) == ("22", "20")
    assert "3 of 5 outlets say so. First with it: The Herald." in said.statements
    assert [(line.part, line.outlet_name, line.value) for line in said.evidence] == [
        ("First with it", "The Herald", "20"),
        ("Says so", "The Courier", "20"),
        ("Still says", "The Ledger", "at least 22"),
    ]
    assert [line.since for line in said.evidence[:2]] == [
        "since between 1 Sep 2025, 12:00 and 1 Sep 2025, 12:05 UTC",
        "since its first text, seen 1 Sep 2025, 12:05 UTC",
    ]
    assert [line.is_copy for line in said.evidence] == [False, True, False]
    assert [line.direction for line in said.evidence] == ["auto", "auto", "rtl"]
    assert said.evidence_left_out == 2


def test_a_message_names_ten_outlets_and_counts_the_rest():
    many = builders.consensus_bulletin(evidence=(builders.saying(url="javascript:x"),) * 12)
    said = message.render_message(
        builders.delivery(alert=builders.sent_bulletin(many)), base_url="https://watch.example/"
    )

    assert (len(said.evidence), said.evidence_left_out) == (10, 4)
    assert said.evidence[0].url == ""


def test_an_altered_quotation_is_said_once_where_quotations_are_claims():
    altered = builders.event(model.EventKind.QUOTE_ALTERED, summary="Quotation altered.", is_told=True)
    spoken = replace(builders.claim(), type=model.ClaimType.QUOTE)
    claims = (builders.claim_change(old=spoken, new=spoken), builders.claim_change())

    said = [
        say(change=builders.change(events=(altered,), claim_changes=one)) for one in (claims[:1], claims[1:])
    ]

    assert [one.statements for one in said] == [(), ("Quotation altered.",)]


def test_new_coverage_that_is_a_copy_says_of_whose_text():
    event = builders.event(model.EventKind.NEW_COVERAGE, summary="New article: “Talks”.", is_told=True)
    change = builders.change(old_number=0, severity=model.Severity.INFO, claim_changes=(), events=(event,))
    origin = model.Origin(
        id=9,
        copies=(builders.copy(article_id=9, outlet_name="The Delta Wire"), builders.copy(article_id=1)),
    )

    copied = say(change=change, article_id=1, origin=origin)
    own = say(change=change, article_id=9, origin=origin)

    assert copied.label == "New article"
    assert copied.statements[-1] == (
        "Copy of a text first seen at The Delta Wire (1 Sep 2025, 12:00 UTC); 2 articles have it."
    )
    assert own.statements == copied.statements[:-1]
    assert "(first listed by the outlet)" in own.window


def test_an_outlet_that_says_otherwise_moved_from_nowhere():
    told = builders.consensus_bulletin(old_text="", outlet_id="herald", about="The Herald")
    said = message.render_message(
        builders.delivery(alert=builders.sent_bulletin(told)), base_url="https://watch.example/"
    )
    assert (said.old_value, said.new_value) == ("", "")


def test_a_headline_and_a_notice_without_an_end_make_no_message_without_one():
    change = builders.change(notice="Correction: " + "it is 20 " * 10_000, is_silent=False)
    said = say(headline="Eight to go free " * 10_000, change=change)

    assert said.headline.startswith("Eight to go free")
    assert said.notice.startswith("Correction: it is 20")
    assert (len(said.headline) <= 300, len(said.notice) <= 800) == (True, True)
    assert said.headline.endswith(" …")
    assert said.notice.endswith(" …")
