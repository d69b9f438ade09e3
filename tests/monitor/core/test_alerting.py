from datetime import time

import pytest

from monitor import model
from monitor.core import alerting, rules
from tests import builders

SUBJECT = rules.Subject(
    article_id=7, outlet_id="ledger", outlet_name="The Coastal Ledger", topic_ids=("negotiations",)
)


def rule(**fields):
    return model.AlertRule(**({"id": "counts", "channels": ("desk",)} | fields))


def watch(*rules, **fields):
    channels = (
        model.ChannelAddress(id="desk", addresses=("a@news.example", "b@news.example")),
        model.ChannelAddress(id="slack"),
    )
    return model.Watch(rules=rules, **({"channels": channels} | fields))


def untold(*events, **fields):
    events = events or (builders.event(claim_id="hostages_alive"),)
    severity = max(event.severity for event in events)
    return builders.change(**({"events": events, "severity": severity} | fields))


def decide(change, *rules, **fields):
    return alerting.decide_alert(change, SUBJECT, watch(*rules, **fields), now=builders.NOON)


@pytest.mark.parametrize(
    ("kind", "tier", "event", "severity"),
    [
        (model.ChangeKind.VALUE, model.Tier.NOW, model.EventKind.CLAIM_CHANGED, model.Severity.HIGH),
        (model.ChangeKind.RANGE, model.Tier.NOW, model.EventKind.CLAIM_CHANGED, model.Severity.HIGH),
        (model.ChangeKind.SCOPE, model.Tier.NOW, model.EventKind.CLAIM_CHANGED, model.Severity.HIGH),
        (model.ChangeKind.STANCE, model.Tier.NOW, model.EventKind.CLAIM_CHANGED, model.Severity.HIGH),
        (model.ChangeKind.VALUE, model.Tier.DIGEST, model.EventKind.CLAIM_CHANGED, model.Severity.MEDIUM),
        (model.ChangeKind.VALUE, model.Tier.REVIEW, model.EventKind.CLAIM_CHANGED, model.Severity.INFO),
        (model.ChangeKind.HEDGE, model.Tier.NOW, model.EventKind.CLAIM_HEDGED, model.Severity.MEDIUM),
        (
            model.ChangeKind.ATTRIBUTION,
            model.Tier.NOW,
            model.EventKind.CLAIM_REATTRIBUTED,
            model.Severity.MEDIUM,
        ),
        (model.ChangeKind.ADDED, model.Tier.NOW, model.EventKind.CLAIM_ADDED, model.Severity.MEDIUM),
        (model.ChangeKind.REMOVED, model.Tier.NOW, model.EventKind.CLAIM_REMOVED, model.Severity.MEDIUM),
        (
            model.ChangeKind.INCONSISTENT,
            model.Tier.NOW,
            model.EventKind.CLAIM_INCONSISTENT,
            model.Severity.MEDIUM,
        ),
    ],
)
def test_each_claim_change_is_an_event(kind, tier, event, severity):
    (found,) = alerting.find_claim_events([builders.claim_change(kind=kind, tier=tier)])

    assert (found.kind, found.severity, found.claim_id) == (event, severity, "hostages_alive")
    assert found.summary == "Now says 20 living hostages; it said 22."


def test_every_kind_of_claim_change_has_an_event():
    changes = [builders.claim_change(kind=kind) for kind in model.ChangeKind]

    assert len(alerting.find_claim_events(changes)) == len(model.ChangeKind)


def test_another_headline_and_a_notice_are_events():
    old, new = builders.article(headline="Eight to go free"), builders.article(headline="Six to go free")

    notice, headline = alerting.find_text_events(old, new, notice="Correction: it is six.")

    assert (notice.kind, notice.severity) == (model.EventKind.CORRECTION_NOTICE, model.Severity.MEDIUM)
    assert "Correction: it is six." in notice.summary
    assert (headline.kind, headline.severity) == (model.EventKind.HEADLINE_CHANGED, model.Severity.LOW)
    assert "“Six to go free”" in headline.summary
    assert "“Eight to go free”" in headline.summary


def test_the_same_headline_without_a_notice_is_no_event():
    assert alerting.find_text_events(builders.article(), builders.article(), notice="") == ()


@pytest.mark.parametrize(
    ("edits", "severity"),
    [
        ((model.EditKind.TYPO, model.EditKind.STYLE), model.Severity.INFO),
        ((model.EditKind.TYPO, model.EditKind.NUMBER), model.Severity.LOW),
        ((model.EditKind.WORDING,), model.Severity.LOW),
    ],
)
def test_a_plain_edit_weighs_more_when_it_is_more_than_style(edits, severity):
    diff = model.Diff(edits=edits, added_word_count=2, removed_word_count=1)

    found = alerting.find_edit_event(diff)

    assert (found.kind, found.severity) == (model.EventKind.TEXT_CHANGED, severity)
    assert "2 words added, 1 removed" in found.summary
    one = alerting.find_edit_event(model.Diff(edits=edits, added_word_count=1, removed_word_count=0))
    assert "1 word added, 0 removed" in one.summary


@pytest.mark.parametrize(
    ("deltas", "summary"),
    [
        ([builders.delta("1,200", "1,300")], 'Number changed, no claim: "1,200" -> "1,300".'),
        ([builders.delta("", "40")], 'Number added, no claim: "40".'),
        ([builders.delta("40", "")], 'Number removed, no claim: "40".'),
        (
            [builders.delta("will", "may", kind=model.DeltaKind.MODAL), builders.delta(), builders.delta()],
            'Number changed, no claim: "40" -> "50", and 2 more.',
        ),
        (
            [builders.delta("will", "may", kind=model.DeltaKind.MODAL)],
            'Modal changed, no claim: "will" -> "may".',
        ),
    ],
)
def test_a_plain_edit_says_what_no_claim_explains_and_is_never_style(deltas, summary):
    found = alerting.find_edit_event(model.Diff(edits=(model.EditKind.STYLE,)), deltas)
    assert (found.severity, found.summary) == (model.Severity.LOW, summary)


def test_a_matching_rule_makes_an_alert_to_every_address_of_its_channels():
    told, alert = decide(untold(), rule(channels=("desk", "slack")))

    assert told.events[0].is_told
    assert told.events[0].reason == "rule counts"
    assert [(r.channel_id, r.address) for r in alert.recipients] == [
        ("desk", "a@news.example"),
        ("desk", "b@news.example"),
        ("slack", ""),
    ]
    assert alert.rule_ids == ("counts",)
    assert alert.created_at == builders.NOON


def test_two_rules_make_one_alert_and_name_a_channel_once():
    _, alert = decide(untold(), rule(), rule(id="all", channels=("desk", "slack")))

    assert alert.rule_ids == ("counts", "all")
    assert len(alert.recipients) == 3


@pytest.mark.parametrize(
    ("fields", "objection"),
    [
        ({"events": (model.EventKind.HEADLINE_CHANGED,)}, "does not name claim_changed"),
        ({"topics": ("earthquake",)}, "is about other topics"),
        ({"outlets": ("herald",)}, "is about other outlets"),
        ({"claims": ("killed",)}, "is about other claims"),
        ({"silent_only": True}, "wants silent edits only"),
    ],
)
def test_an_event_no_rule_asks_for_says_why(fields, objection):
    told, alert = decide(untold(is_silent=False), rule(**fields))

    assert alert is None
    assert not told.events[0].is_told
    assert told.events[0].reason == f"rule counts {objection}"


@pytest.mark.parametrize(
    "fields",
    [
        {"events": (model.EventKind.CLAIM_CHANGED,)},
        {"topics": ("negotiations", "other")},
        {"outlets": ("ledger",)},
        {"claims": ("hostages_alive",)},
        {"min_severity": model.Severity.HIGH},
        {"silent_only": True},
    ],
)
def test_a_rule_that_names_what_happened_asks_for_it(fields):
    _, alert = decide(untold(is_silent=True), rule(**fields))

    assert alert is not None


def test_an_event_below_the_rules_severity_is_not_told():
    low = builders.event(model.EventKind.HEADLINE_CHANGED, severity=model.Severity.LOW)

    told, alert = decide(untold(low), rule(min_severity=model.Severity.MEDIUM))

    assert alert is None
    assert told.events[0].reason == "rule counts wants medium or more"


def test_without_rules_every_event_says_so():
    told, alert = decide(untold())

    assert alert is None
    assert told.events[0].reason == "no alert rules are set"


def test_an_event_that_is_already_decided_keeps_its_reason():
    told, alert = decide(untold(builders.event(reason="flapping: told once")), rule())

    assert alert is None
    assert told.events[0].reason == "flapping: told once"


def test_the_title_names_outlet_claim_and_silence():
    _, alert = decide(untold(), rule())

    assert alert.title == "The Coastal Ledger: 20 living hostages; it said 22, no correction notice"


def test_the_title_counts_what_it_leaves_out():
    two = (builders.claim_change(), builders.claim_change(claim_id="killed", summary="6 killed; it said 5"))
    events = alerting.find_claim_events(two)
    _, alert = decide(untold(*events, claim_changes=two, is_silent=False), rule())

    assert alert.title == "The Coastal Ledger: 20 living hostages; it said 22 (+1 more)"


def test_the_title_of_a_revert_names_the_claim_and_the_version():
    back = builders.event(model.EventKind.REVERTED, summary="Went back to the text of version 1.")
    claim = builders.event(claim_id="hostages_alive")

    _, alert = decide(untold(back, claim, reverts_to=1, is_silent=False), rule())

    assert alert.title == "The Coastal Ledger: 20 living hostages; it said 22, back to version 1"


def test_the_title_of_several_events_without_a_claim_counts_them():
    notice = builders.event(model.EventKind.CORRECTION_NOTICE, summary="Published a notice.")
    back = builders.event(model.EventKind.ARTICLE_RETURNED, summary="Is back.")

    _, alert = decide(untold(notice, back, claim_changes=()), rule())

    assert alert.title == "The Coastal Ledger: Published a notice (+1 more)"


def test_the_title_of_a_removal_is_its_summary():
    gone = builders.event(model.EventKind.ARTICLE_REMOVED, summary="Was removed.")

    _, alert = decide(untold(gone, claim_changes=(), new_number=None), rule())

    assert alert.title == "The Coastal Ledger: Was removed"


def test_a_version_alerts_under_its_number_and_a_state_under_its_window():
    version = alerting.find_dedupe_key(builders.change(new_number=3), SUBJECT)
    state = alerting.find_dedupe_key(
        builders.change(new_number=None, events=(builders.event(model.EventKind.ARTICLE_REMOVED),)), SUBJECT
    )

    assert version == "article-7:version-3"
    assert state == "article-7:article_removed-20250901T120000Z"


def test_a_message_is_about_the_first_claim_worth_a_title():
    weak, sure = builders.claim_change(tier=model.Tier.REVIEW), builders.claim_change()

    assert alerting.find_lead(builders.change(claim_changes=(weak, sure))) == sure
    assert alerting.find_lead_number(builders.change(claim_changes=(weak, sure))) == sure.new


@pytest.mark.parametrize("muted", [(), (builders.mute(article_id=None, claim_id="hostages_alive"),)])
def test_the_title_names_no_claim_that_is_not_told(muted):
    asked = rule() if muted else rule(claims=("killed",))
    toll = builders.claim_change(claim_id="killed", summary="62,000 killed; it said 61,000")
    both = (builders.claim_change(), toll)

    change, alert = decide(untold(*alerting.find_claim_events(both), claim_changes=both), asked, mutes=muted)

    assert alert.title == "The Coastal Ledger: 62,000 killed; it said 61,000, no correction notice"
    assert alerting.find_lead(change) == toll


def test_the_title_names_the_scope_that_is_told():
    small = builders.claim_change(summary="21 living hostages (deal); it said 20")
    large = builders.claim_change(summary="48 living hostages; it said 20")
    told = builders.event(
        claim_id="hostages_alive", is_told=True, summary="Now says 48 living hostages; it said 20."
    )

    assert alerting.find_lead(builders.change(claim_changes=(small, large), events=(told,))) == large


def test_a_message_of_a_claim_that_is_gone_is_about_what_it_was():
    gone = builders.claim_change(kind=model.ChangeKind.REMOVED, new=None)

    assert alerting.find_lead_number(builders.change(claim_changes=(gone,))) == gone.old


def test_a_message_is_about_no_claim_where_none_is_told():
    told = builders.event(model.EventKind.HEADLINE_CHANGED, is_told=True)

    assert alerting.find_lead(builders.change(events=(told,))) is None
    assert alerting.find_lead_number(builders.change(events=(told,))) is None


def test_a_stance_lies_on_no_line():
    stance = builders.claim(None, type=model.ClaimType.STANCE)
    change = builders.change(claim_changes=(builders.claim_change(old=stance, new=stance),))

    assert alerting.find_lead_number(change) is None


def test_an_alert_waits_for_the_digest_of_its_rule():
    _, alert = decide(untold(), rule(when=model.When(cadence=model.Cadence.HOURLY)))

    hold = model.Hold(until=builders.NOON + builders.hours(1), reason="hourly digest")
    assert [recipient.hold for recipient in alert.recipients] == [hold, hold]


def test_each_channel_goes_by_the_earliest_of_the_rules_that_tell_it():
    hourly = rule(id="hourly", when=model.When(cadence=model.Cadence.HOURLY), channels=("desk", "slack"))
    _, alert = decide(untold(), hourly, rule(channels=("slack",)))

    assert [(one.channel_id, one.hold is None) for one in alert.recipients] == [
        ("desk", False),
        ("desk", False),
        ("slack", True),
    ]


def test_what_is_told_and_not_what_is_untold_says_whether_it_comes_through_quiet_hours():
    noon = model.QuietHours(start=time(11), end=time(13), except_severity=model.Severity.HIGH)
    desk = model.ChannelAddress(id="desk", quiet=noon)
    headline = builders.event(model.EventKind.HEADLINE_CHANGED, severity=model.Severity.MEDIUM)
    asked = watch(rule(events=(model.EventKind.HEADLINE_CHANGED,)), channels=(desk,))
    _, alert = alerting.decide_alert(untold(builders.event(), headline), SUBJECT, asked, now=builders.NOON)

    assert alert.severity is model.Severity.MEDIUM
    assert alert.recipients[0].hold is not None
