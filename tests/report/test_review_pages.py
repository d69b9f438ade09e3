from dataclasses import replace

from monitor import model
from tests import builders
from tests.fakes import readings


def test_the_board_counts_what_is_for_review_and_leads_there(page):
    text = page.get("/").text
    assert '<dt>For review in 7 days</dt><dd><a href="/review">3</a></dd>' in text


def test_the_review_list_shows_both_sentences_with_the_words_marked_and_leads_to_the_change(page):
    text = page.get("/review").text
    assert "Rain is expected along the coast for <mark>2 days</mark>." in text
    assert "Rain is expected along the coast for <mark>3 days</mark>." in text
    assert 'href="/changes/12"' in text
    assert "10:35 (last seen old) and 10:50 (first seen new), UTC" in text
    assert "<mark>40</mark>" in text
    assert 'lang="ar"' in text
    assert "added, weak evidence" in text


def test_the_review_list_filters_by_the_address(page):
    text = page.get("/review?kind=number&outlet=sahil").text
    assert ("/changes/31" in text, "/changes/12" in text, "/changes/41" in text) == (True, False, False)
    assert '<option value="number" selected>' in text
    assert '<option value="sahil" selected>' in text
    assert "added, weak evidence" not in page.get("/review?kind=number").text
    assert "<mark>" not in page.get("/review?kind=claim").text


def test_a_review_list_that_finds_nothing_says_so(page, open_page):
    assert "Nothing fits." in page.get("/review?kind=modal").text
    assert "Nothing fits." in page.get("/review?before=41").text
    assert "Nothing to review." in open_page(readings.FakeReadings()).get("/review").text


def test_older_changes_for_review_are_a_link_away_and_keep_the_filters(open_page):
    many = tuple(
        model.ChangeDetail(
            reading=readings.change_reading(
                id=number, change=builders.change(unexplained=(builders.delta(),))
            ),
            old=builders.version(1),
            new=builders.version(2),
            alert=None,
            previous_id=None,
            next_id=None,
        )
        for number in range(1, 42)
    )
    page = open_page(readings.FakeReadings(details=many))
    assert 'href="/review?kind=number&amp;before=12" rel="next"' in page.get("/review?kind=number").text
    last = page.get("/review?kind=number&before=12").text
    assert last.count("data-step-target") == 11
    assert 'href="/review?kind=number" rel="prev"' in last
    assert 'rel="next"' not in last


def test_a_change_shows_the_words_no_claim_explains(page):
    text = page.get("/changes/12").text
    assert "Changed words no claim explains" in text
    assert "<mark>3 days</mark>" in text
    assert "Changed words no claim explains" not in page.get("/changes/11").text


def test_words_that_were_too_many_are_counted(open_page, morning):
    changed = tuple(
        replace(
            detail,
            reading=replace(
                detail.reading,
                change=replace(
                    detail.reading.change, unexplained=(builders.delta(),), unexplained_left_out=7
                ),
            ),
        )
        for detail in morning.details
    )
    page = open_page(replace(morning, details=changed))
    assert "7 more changed words are left out" in page.get("/changes/12").text
    assert "7 more changed words are left out" in page.get("/review").text


def test_a_change_says_what_was_not_read_of_the_new_text(open_page, morning):
    changed = tuple(
        replace(
            detail,
            reading=replace(detail.reading, change=replace(detail.reading.change, unread_chars=12_000)),
        )
        for detail in morning.details
    )
    page = open_page(replace(morning, details=changed))
    assert "12,000 characters of the new text were not read for claims" in page.get("/changes/12").text
    assert "not read for claims" not in open_page(morning).get("/changes/12").text


def test_a_plain_edit_of_a_number_says_so_in_the_list(open_page):
    summary = 'Number changed, no claim: "40" -> "50".'
    event = builders.event(model.EventKind.TEXT_CHANGED, summary=summary)
    change = builders.change(claim_changes=(), events=(event,), unexplained=(builders.delta(),))
    detail = model.ChangeDetail(
        reading=readings.change_reading(change=change),
        old=builders.version(1),
        new=builders.version(2),
        alert=None,
        previous_id=None,
        next_id=None,
    )
    text = open_page(readings.FakeReadings(details=(detail,))).get("/changes").text
    assert "Text changed: Number changed, no claim: &#34;40&#34; -&gt; &#34;50&#34;." in text
