from dataclasses import replace

from monitor import model
from monitor.core import decide, fingerprint, likeness
from tests import builders
from tests.monitor.core.watched import FILLER, LIVING, Watched, html, kinds, page


def test_the_first_good_page_is_version_one(watched):
    outcome = watched.check(page(LIVING.format(20)))

    assert outcome.kind is model.CheckKind.FIRST_VERSION
    assert (outcome.base_number, outcome.version.number) == (0, 1)
    assert outcome.version.article.headline == "Talks resume in Doha as families wait"
    assert [claim.low for claim in outcome.version.claims] == [20]
    assert outcome.version.content_hash == fingerprint.content_hash(outcome.version.article)
    assert kinds(outcome) == ["new_coverage"]
    assert outcome.alert is None
    assert outcome.next_check_at == watched.now + builders.minutes(5)


def test_every_version_brings_the_bands_that_its_copies_are_found_by(watched):
    first = watched.check(page(LIVING.format(20)))
    second = watched.check(page(LIVING.format(22)))
    for outcome in (first, second):
        assert outcome.bands == likeness.find_bands(outcome.version.article) != ()
    assert set(first.bands) & set(second.bands)
    assert watched.check(page(LIVING.format(22))).bands == ()


def test_the_same_bytes_are_unchanged(watched):
    watched.check(page(LIVING.format(20)))

    outcome = watched.check(page(LIVING.format(20)))

    assert (outcome.kind, outcome.version, outcome.change) == (model.CheckKind.UNCHANGED, None, None)


def test_noise_around_the_article_is_unchanged(watched):
    watched.check(page(LIVING.format(20)))
    noisy = (
        html(LIVING.format(20)).replace("Home News", "Home News 4711").replace("About us", "12 readers now")
    )

    outcome = watched.check(builders.page(noisy))

    assert outcome.kind is model.CheckKind.UNCHANGED


def test_a_page_nested_to_stall_a_parser_is_left_to_the_reading_process(watched, ledger_brief):
    watched.check(page(LIVING.format(20)))
    nested = html(LIVING.format(20)).replace("<main>", "<main>" + "<b>" * decide.QUICK_TAGS)
    deep = builders.page(nested.replace("<article>", "</b>" * decide.QUICK_TAGS + "<article>"))

    assert decide.decide_quickly(ledger_brief, watched.state, deep, now=builders.NOON, price=0.0) is None


def test_another_layout_of_the_same_text_is_unchanged_and_remembered(watched):
    watched.check(page(LIVING.format(20)))
    before = watched.state.fingerprint
    listed = html(LIVING.format(20)).replace("<p>", "<blockquote>").replace("</p>", "</blockquote>")

    outcome = watched.check(builders.page(listed))

    assert outcome.kind is model.CheckKind.UNCHANGED
    assert outcome.fingerprint != before


def test_a_304_is_not_modified_and_keeps_what_is_known(watched):
    watched.check(page(LIVING.format(20), headers=(("content-type", "text/html"), ("etag", '"1"'))))
    known = watched.state.body_digest

    outcome = watched.check(builders.page(b"", status=304, headers=()))

    assert outcome.kind is model.CheckKind.NOT_MODIFIED
    assert (outcome.etag, outcome.body_digest) == ('"1"', known)


def test_a_changed_count_is_a_version_a_change_and_an_alert(watched):
    watched.check(page(LIVING.format(20)))

    outcome = watched.check(page(LIVING.format(22)))

    assert outcome.kind is model.CheckKind.NEW_VERSION
    assert (outcome.base_number, outcome.version.number) == (1, 2)
    assert [(c.old_text, c.new_text) for c in outcome.change.claim_changes] == [("20", "22")]
    assert kinds(outcome) == ["claim_changed", "silent_edit"]
    assert outcome.change.is_silent
    assert outcome.alert.dedupe_key == "article-1:version-2"
    assert [r.address for r in outcome.alert.recipients] == ["desk@news.example"]
    assert outcome.alert.title.startswith("The Coastal Ledger: ")


def test_each_version_is_chained_to_the_one_before(watched):
    first = watched.check(page(LIVING.format(20)))
    second = watched.check(page(LIVING.format(22)))

    assert len({first.version.chain_sha256, second.version.chain_sha256, second.version.raw_sha256}) == 3


def test_a_page_too_large_to_look_at_quickly_is_read_with_the_rest(watched):
    padding = "<!-- " + "x" * decide.QUICK_BYTES + " -->"
    large = builders.page(html(LIVING.format(20)) + padding)
    watched.check(large)

    noisy = builders.page(html(LIVING.format(20)) + padding + "<!-- 2 -->")

    assert decide.decide_quickly(watched.brief, watched.state, noisy, now=watched.now, price=0.0) is None
    assert watched.check(noisy).kind is model.CheckKind.UNCHANGED


def test_a_candidate_is_watched_when_its_text_matches(ledger_brief):
    outcome = Watched(ledger_brief, topic_ids=()).check(page(LIVING.format(20)))

    assert outcome.topic_ids == ("negotiations",)
    assert outcome.kind is model.CheckKind.FIRST_VERSION


def test_a_candidate_off_the_topic_is_not_looked_at_again(ledger_brief):
    outcome = Watched(ledger_brief, topic_ids=()).check(page("It will rain on Sunday, forecasters say."))

    assert (outcome.kind, outcome.version, outcome.next_check_at) == (model.CheckKind.OFF_TOPIC, None, None)


def test_a_page_that_is_no_article_is_a_failure(watched):
    outcome = watched.check(builders.page("<html><body><nav>Home</nav></body></html>"))

    assert outcome.kind is model.CheckKind.FAILED
    assert outcome.failure is not None


def test_a_text_whose_hash_is_of_an_older_scheme_is_no_new_version(watched):
    watched.check(page(LIVING.format(20)))
    mark = replace(watched.state.latest, content_hash="0:old")
    watched.state = replace(watched.state, fingerprint="0:old", body_digest=None, latest=mark)

    outcome = watched.check(page(LIVING.format(20)))

    assert outcome.kind is model.CheckKind.UNCHANGED
    assert outcome.fingerprint != "0:old"


def test_a_text_that_an_older_release_read_otherwise_is_no_new_version(watched):
    watched.check(page(LIVING.format(20)))
    watched.read_otherwise("Read also: 44 hurt in crash.", LIVING.format(20), *FILLER)

    outcome = watched.check(builders.page(html(LIVING.format(20)).replace("Home News", "Home News 4711")))

    assert (outcome.kind, outcome.version, outcome.alert) == (model.CheckKind.UNCHANGED, None, None)


def test_after_a_release_that_reads_otherwise_only_what_the_outlet_changed_is_told(watched):
    watched.check(page(LIVING.format(20)))
    watched.read_otherwise("Read also: 44 hostages are alive, says Israel.", *FILLER)

    outcome = watched.check(page(LIVING.format(22)))

    assert outcome.kind is model.CheckKind.NEW_VERSION
    assert [(c.old_text, c.new_text) for c in outcome.change.claim_changes] == [("20", "22")]
    assert outcome.change.diff.added_word_count == outcome.change.diff.removed_word_count == 1
    assert outcome.version.read_by == fingerprint.reader_of(())


def test_other_selectors_of_the_user_are_no_edit_of_the_outlets(ledger_brief, watched):
    twofold = html(LIVING.format(20)).replace("</h1>", "</h1><div class='live'><p>Live: 30 trucks.</p></div>")
    watched.check(builders.page(twofold))
    outlet = replace(ledger_brief.watch.outlets[0], selectors=(".live",))
    watched.brief = replace(ledger_brief, outlets={"ledger": outlet})

    outcome = watched.check(builders.page(twofold.replace("About us", "About you")))

    assert outcome.kind is model.CheckKind.UNCHANGED


SLIDES = (
    "Boats in the old harbour",
    "A bridge under repair",
    "Lanterns along the canal",
    "Bakers before dawn",
)


def with_box(count: int, text: str) -> model.FetchedPage:
    body = html(LIVING.format(count))
    return builders.page(body.replace("</article>", f"<div><p>{text}</p></div></article>"))


def test_a_box_that_shows_other_pages_headlines_makes_no_version(watched):
    titles = ("Ferry runs aground in fog", "New trams for the valley")
    watched.surroundings = model.Surroundings(titles=titles)
    watched.check(with_box(20, titles[0]))

    outcome = watched.check(with_box(20, titles[1]))

    assert (outcome.kind, outcome.version, outcome.is_quiet) == (model.CheckKind.UNCHANGED, None, False)
    assert titles[1] in outcome.note
    assert watched.check(with_box(20, titles[1])).is_quiet


def test_a_bullet_that_goes_from_one_headlines_count_to_anothers_is_told(watched):
    titles = ("Israel says 20 hostages are alive", "Army believes 22 hostages are alive in Gaza")
    watched.surroundings = model.Surroundings(titles=titles)
    watched.check(with_box(20, titles[0]))

    outcome = watched.check(with_box(20, titles[1]))

    assert outcome.kind is model.CheckKind.NEW_VERSION


def test_a_box_is_known_by_its_turns_and_what_changes_beside_it_is_told_without_it(watched):
    kinds_seen = [watched.check(with_box(20, text)).kind for text in SLIDES]
    assert kinds_seen == [
        model.CheckKind.FIRST_VERSION,
        model.CheckKind.NEW_VERSION,
        model.CheckKind.NEW_VERSION,
        model.CheckKind.UNCHANGED,
    ]

    outcome = watched.check(with_box(22, "Geese and a windmill"))

    assert outcome.version.article.paragraphs[-1] == "Geese and a windmill"
    assert [change.new_text for change in outcome.change.claim_changes] == ["22"]
    sentences = [one for field in outcome.change.diff.fields for one in field.sentences]
    assert not any("Geese" in one.new or SLIDES[2] in one.old for one in sentences)
    assert "Geese and a windmill" in outcome.note


def test_a_number_in_such_a_box_is_told(watched):
    for text in SLIDES:
        watched.check(with_box(20, text))

    outcome = watched.check(with_box(20, "Only 4 boats in the old harbour"))

    assert outcome.kind is model.CheckKind.NEW_VERSION


def test_bytes_that_fit_no_encoding_are_said_of_the_check(watched):
    assert watched.check(page(LIVING.format(20))).note == ""
    body = html(LIVING.format(22)).encode().replace(b"alive", b"al\xff\xffive")

    outcome = watched.check(builders.page(body))

    assert outcome.note == "2 bytes of the text fit no encoding and are shown as \ufffd"
