from dataclasses import replace

import pytest

from monitor import model
from monitor.core import extract, fingerprint, rereading
from tests import builders
from tests.monitor.core.watched import FILLER, LIVING, html, page

Verdict = rereading.Verdict


def reread(number: int, stored: str, now: str | None) -> rereading.Reread:
    """A version whose stored text says `stored` and whose page says `now` (None: no article any more)."""
    article = builders.article(LIVING.format(stored), *FILLER)
    present = None if now is None else builders.article(LIVING.format(now), *FILLER)
    version = builders.version(
        number, article=article, content_hash=fingerprint.content_hash(article), read_by="0.0.9/1/0"
    )
    failure = None if present else builders.failure(model.FailureKind.NOT_AN_ARTICLE)
    return rereading.Reread(version=version, reading=extract.Reading(article=present, failure=failure))


@pytest.mark.parametrize(
    ("remark", "old", "new", "verdict"),
    [
        ("read as before", ("20", "20"), ("22", "22"), Verdict.STAYS),
        ("both without a change", ("20", "21"), ("20", "21"), Verdict.STAYS),
        ("other figures", ("20", "20"), ("22", "23"), Verdict.OTHER_CLAIMS),
        ("only the reader differed", ("20", "22"), ("22", "22"), Verdict.VANISHES),
        ("the reader hid it", ("20", "20"), ("20", "22"), Verdict.APPEARS),
        ("no article now", ("20", "20"), ("22", None), Verdict.UNREADABLE),
        ("no article then", ("20", None), ("22", "22"), Verdict.UNREADABLE),
    ],
)
def test_a_change_is_judged_by_both_pages_read_alike(ledger_brief, remark, old, new, verdict):
    found = rereading.compare_pair(reread(1, *old), reread(2, *new), engine=ledger_brief.engine)

    assert (found.old_number, found.new_number, found.verdict) == (1, 2, verdict), remark


def test_the_claims_of_both_readings_are_shown(ledger_brief):
    found = rereading.compare_pair(reread(1, "20", "20"), reread(2, "22", "23"), engine=ledger_brief.engine)

    assert [change.new_text for change in found.stored_changes] == ["22"]
    assert [change.new_text for change in found.present_changes] == ["23"]


def test_drift_names_the_fields_sentences_and_claims_that_differ(ledger_brief):
    stored = builders.article(LIVING.format(20), "Read also: a crash on the highway.")
    present = replace(stored, byline="By Ruth Almog", paragraphs=(LIVING.format(22),))

    found = rereading.find_drift(stored, present, engine=ledger_brief.engine)

    assert found.fields == (model.TextField.BYLINE, model.TextField.BODY)
    assert found.lost == (LIVING.format(20), "Read also: a crash on the highway.")
    assert found.gained == ("By Ruth Almog", LIVING.format(22))
    assert [(change.old_text, change.new_text) for change in found.claim_changes] == [("20", "22")]


def test_a_version_drifts_where_its_page_says_something_else_or_nothing():
    assert not reread(1, "20", "20").is_drifted
    assert reread(1, "20", "22").is_drifted
    assert reread(1, "20", None).is_drifted


def test_characters_a_database_cannot_hold_are_no_drift():
    one = reread(1, "20", "20")
    lossy = replace(one.version.article, headline="Half a \ufffd")
    assert not replace(one, version=replace(one.version, article=lossy)).is_drifted


def past_of(*hashes: str, page: model.FetchedPage | None) -> model.Past:
    return model.Past(
        latest=builders.version(len(hashes), content_hash=hashes[-1]),
        history=tuple(enumerate(hashes, start=1)),
        page=page,
    )


def test_the_past_is_read_anew_and_equal_texts_stay_equal():
    past = rereading.refresh_past(past_of("1:a", "1:b", "1:a", page=page(LIVING.format(20))), selectors=())

    now = fingerprint.content_hash(past.latest.article)
    assert past.latest.article.paragraphs[0] == LIVING.format(20)
    assert past.latest.content_hash == now
    assert past.history == ((1, now), (2, "1:b"), (3, now))


def test_the_past_stands_where_its_page_is_not_there_or_no_article():
    for kept in (past_of("1:a", page=None), past_of("1:a", page=builders.page("<html></html>"))):
        assert rereading.refresh_past(kept, selectors=()) == kept


def test_the_outlets_selectors_hold_for_the_past(ledger_brief):
    twofold = html(LIVING.format(20)).replace(
        "<article>", "<article><div class='live'><p>Live now.</p></div>"
    )
    past = past_of("1:a", page=builders.page(twofold))

    found = rereading.refresh_past(past, selectors=(".live",))

    assert found.latest.article.paragraphs == ("Live now.",)
