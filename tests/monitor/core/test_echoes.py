"""What a text means that stands at other addresses of its outlet."""

from dataclasses import replace

import pytest

from monitor import model
from monitor.core import echoes, entries
from tests import builders
from tests.builders import NOON

TALKS = (
    "Mediators met for two hours at a hotel by the water and left without a word to the reporters outside.",
)
MORE = ("Nobody spoke of the map that lay on the table, nor of the letter that had come from the coast.",)
WALL = (
    "The lantern keeper holds this room until 9:15, and whoever waits by the green door is brought in by turns.",
)
LATER = (
    "The lantern keeper holds this room until 11:40, and whoever waits by the green door is brought in by turns.",
)
OURS = "https://ledger.example/world/talks-resume-in-doha"


def past(*paragraphs: str, **fields) -> model.Past:
    article = builders.article(*paragraphs, **fields)
    return model.Past(latest=builders.version(article=article), history=((1, "a"),))


def noted(
    *paragraphs: str, before: model.Past | None = None, kind=model.CheckKind.NEW_VERSION, **fields
) -> model.CheckOutcome:
    text = builders.article(*paragraphs, **fields)
    outcome = builders.check_outcome(kind=kind, version=builders.version(article=text))
    return echoes.note_sight(outcome, text, before)


def test_a_text_with_nothing_of_the_old_one_is_noted_under_one_key_whatever_numbers_stand_in_it():
    now, then = noted(*WALL, before=past(*TALKS)).sight, noted(*LATER, before=past(*TALKS)).sight

    assert replace(now, content_hash=then.content_hash) == then
    assert now.instead_of not in {"", now.key}
    assert now.headline == ""


def test_short_reports_of_one_form_with_other_figures_of_what_is_watched_are_other_texts():
    keys = set()
    for count in (48, 52, 60):
        text = builders.article(f"The ministry said {count} hostages were alive, and gave no names.")
        version = builders.version(article=text, claims=(builders.claim(count),))
        outcome = builders.check_outcome(kind=model.CheckKind.FIRST_VERSION, version=version)
        keys.add(echoes.note_sight(outcome, text, None).sight.key)
    assert len(keys) == 3


STUB = ("This breaking news story is being updated and more details will be published shortly.",)


@pytest.mark.parametrize(
    ("remark", "headlines", "is_one"),
    [
        ("reports of one form", ("Israel says 20 hostages are alive", "Ceasefire collapses in Gaza"), False),
        ("in Arabic", ("قطر تعلن هدنة", "انهيار المحادثات في الدوحة"), False),
        ("in Hebrew", ("קטאר הודיעה על הפוגה", "השיחות בדוחה קרסו"), False),
        ("a wall under a name of its own", ("The Coastal Ledger", "The Coastal Ledger"), True),
        ("a wall that counts", ("Request 8213 waits", "Request 4410 waits"), True),
    ],
)
def test_short_first_texts_under_headlines_of_their_own_are_told_apart(remark, headlines, is_one):
    first, second = (noted(*STUB, headline=headline).sight for headline in headlines)

    assert first.key == second.key
    assert (first.headline == second.headline != "") is is_one, remark


@pytest.mark.parametrize(
    ("remark", "headline", "is_its_own"),
    [
        ("the article's own as it was", "Talks resume in Doha", False),
        ("that, in a wall's words", "Sign in to read: “Talks resume in Doha”", False),
        ("another that begins so", "Talks resume in Dohan hamlet", True),
        ("another", "Ceasefire collapses in Gaza", True),
    ],
)
def test_the_headline_an_article_had_says_nothing_of_a_text_in_its_place(remark, headline, is_its_own):
    before = past(*TALKS, headline="Talks resume in Doha")

    assert bool(noted(*WALL, headline=headline, before=before).sight.headline) is is_its_own, remark


def test_short_reports_under_headlines_that_differ_in_what_is_watched_are_told_apart():
    keys = set()
    for count in (20, 22):
        text = builders.article(*STUB, headline=f"Israel says {count} hostages are alive")
        claim = builders.claim(count, field=model.TextField.HEADLINE)
        outcome = builders.check_outcome(
            kind=model.CheckKind.FIRST_VERSION, version=builders.version(article=text, claims=(claim,))
        )
        keys.add(echoes.note_sight(outcome, text, None).sight.headline)
    assert len(keys) == 2


def test_what_a_headline_says_of_what_is_watched_keeps_no_request_number_in_the_text():
    claim = builders.claim(field=model.TextField.HEADLINE)
    keys = set()
    for lines in (WALL, LATER):
        text = builders.article(*lines)
        version = builders.version(article=text, claims=(claim,))
        outcome = builders.check_outcome(kind=model.CheckKind.FIRST_VERSION, version=version)
        keys.add(echoes.note_sight(outcome, text, None).sight.key)
    assert len(keys) == 1


@pytest.mark.parametrize(
    ("remark", "paragraphs", "before"),
    [
        ("a new lead over the old text", (*WALL, *TALKS, *MORE), past(*TALKS, *MORE)),
        ("no words", ("…",), None),
    ],
)
def test_an_articles_own_text_is_not_noted(remark, paragraphs, before):
    assert noted(*paragraphs, before=before).sight is None, remark


def test_what_brought_no_text_is_not_noted():
    text = builders.article(*WALL)
    quiet = builders.check_outcome()

    assert echoes.note_sight(quiet, text, past(*TALKS)) == quiet
    assert echoes.note_sight(noted(*WALL), None, None).sight is None


def test_only_a_text_in_doubt_asks_for_witnesses():
    assert noted(*WALL, before=past(*TALKS), kind=model.CheckKind.SUSPECT).witness_count == 2
    assert noted(*WALL, before=past(*TALKS)).witness_count == 0


def decide(brief, sight, *seen: tuple[str, ...], owners=(), before=None, after=None) -> model.CheckOutcome:
    """Decide a check of `OURS` whose text was seen, or is at home, at these paths; `after` a check that failed."""
    outcome = replace(noted(*WALL, before=before), sight=sight)
    found = [
        model.Echo(url=f"https://ledger.example/{path}", instead_of=instead, headline="".join(headline))
        for path, instead, *headline in seen
    ]
    found += [model.Echo(url=f"https://ledger.example/{path}", is_own=True) for path in owners]
    failed = {"last_failure": after.failure, "failure_count": after.failure_count} if after else {}
    article = builders.article_for_check(url=OURS, **failed)
    return echoes.decide_echoes(brief, article, outcome, found, past=before, now=NOON)


@pytest.mark.parametrize(
    ("remark", "ours", "seen", "is_refused"),
    [
        ("in the place of two different texts", "talks", [("b", "ferry")], True),
        ("one article at two addresses, written anew", "talks", [("b", "talks"), ("c", "talks")], False),
        ("an article's first text, at another's address", "talks", [("b", "")], False),
        ("first texts at two others", "talks", [("b", ""), ("c", "")], True),
        ("a short first text at two addresses", "", [("b", "")], False),
        ("a short first text at three", "", [("b", ""), ("c", "")], True),
        ("another form of the same address", "talks", [("m/talks-resume-in-doha", "ferry")], False),
        ("nowhere else", "talks", [], False),
    ],
)
def test_where_a_text_stands_says_whether_it_is_the_articles(ledger_brief, remark, ours, seen, is_refused):
    outcome = decide(ledger_brief, model.TextSight(key="wall", instead_of=ours), *seen)

    assert (outcome.failure is not None) == (outcome.version is None) == is_refused, remark
    assert outcome.sight.key == "wall"
    if is_refused:
        assert outcome.failure.kind is model.FailureKind.SHARED_TEXT
        assert "https://ledger.example/b" in outcome.failure.detail


@pytest.mark.parametrize(
    ("remark", "sight", "seen", "is_refused"),
    [
        ("short reports, each its own", ("", "ferry"), [("b", "", "talks"), ("c", "", "dam")], False),
        ("one headline at all", ("", "door"), [("b", "", "door"), ("c", "", "door")], True),
        ("known articles under theirs, too", ("", "ferry"), [("b", "dam", ""), ("c", "rain", "")], True),
        ("in others' places, under their own", ("talks", "ferry"), [("b", "dam", "rain")], False),
        ("in others' places, under no other", ("talks", ""), [("b", "dam", "rain")], True),
    ],
)
def test_a_text_under_another_headline_is_another(ledger_brief, remark, sight, seen, is_refused):
    instead, headline = sight
    outcome = decide(ledger_brief, model.TextSight(key="wall", instead_of=instead, headline=headline), *seen)

    assert (outcome.failure is not None) is is_refused, remark


FIRST = model.TextSight(key="", title="theirs")
REPLACING = model.TextSight(key="talks", instead_of="rain", title="theirs", content_hash="2:talks")


@pytest.mark.parametrize(
    ("remark", "sight", "owners", "is_refused"),
    [
        ("in the place of the article's text", REPLACING, ("b",), True),
        ("before the article was ever read", FIRST, ("b",), True),
        ("another form of the same address", REPLACING, ("m/talks-resume-in-doha",), False),
        (
            "the article's own, seen elsewhere by mistake",
            REPLACING,
            ("world/talks-resume-in-doha", "b"),
            False,
        ),
        ("nobody's", REPLACING, (), False),
    ],
)
def test_a_text_that_is_another_articles_own_is_refused(ledger_brief, remark, sight, owners, is_refused):
    outcome = decide(ledger_brief, sight, owners=owners, before=past(*TALKS) if sight.instead_of else None)

    assert (outcome.failure is not None) == (outcome.version is None) == is_refused, remark
    if is_refused:
        assert outcome.failure.kind is model.FailureKind.SHARED_TEXT
        assert "another article of this outlet, https://ledger.example/b" in outcome.failure.detail


def test_the_articles_own_text_is_believed_though_it_took_others_places(ledger_brief):
    seen = ("b", "ferry"), ("c", "dam")
    owners = (OURS.removeprefix("https://ledger.example/"),)

    assert decide(ledger_brief, REPLACING, *seen, owners=owners, before=past(*WALL)).failure is None
    assert decide(ledger_brief, REPLACING, *seen, before=past(*WALL)).failure is not None


def test_one_article_at_two_addresses_that_is_written_anew_is_told_at_both(ledger_brief):
    owned = decide(ledger_brief, REPLACING, ("b", "rain"), owners=("b",), before=past(*WALL))

    assert owned.failure is None


def test_a_first_text_headed_as_another_article_is_believed_at_the_third_look(ledger_brief):
    first = decide(ledger_brief, FIRST, owners=("b",), before=None)
    second = decide(ledger_brief, FIRST, owners=("b",), before=None, after=first)
    third = decide(ledger_brief, FIRST, owners=("b",), before=None, after=second)

    assert first.failure == second.failure is not None
    assert third.failure is None
    assert third.version is not None


def test_a_text_with_some_of_the_old_ones_words_is_noted_as_what_may_be_anothers_and_asks_for_no_witness():
    outcome = noted(*WALL, *MORE, before=past(*TALKS, *MORE), kind=model.CheckKind.SUSPECT)

    assert (outcome.sight.key, outcome.witness_count) == ("", 0)
    assert outcome.sight.content_hash


def test_a_long_first_text_is_noted_by_its_headline_alone():
    sight = noted(*TALKS * 8, headline="Talks resume in Doha").sight

    assert sight == model.TextSight(key="", title=entries.key_of_title("Talks  resume in Doha"))


def test_a_check_that_noted_nothing_stays_as_it_was(ledger_brief):
    assert decide(ledger_brief, None, ("b", "ferry")).failure is None


def test_a_text_in_doubt_is_set_aside_with_it(ledger_brief):
    doubt = model.Doubt(kind=model.DoubtKind.REPLACED, detail="All is gone.")
    held = model.Held(
        version=builders.version(2, doubt=doubt), change_id=7, change=builders.change(doubt=doubt)
    )
    before = replace(past(*TALKS), held=held)

    outcome = decide(
        ledger_brief, model.TextSight(key="wall", instead_of="talks"), ("b", "ferry"), before=before
    )

    assert outcome.verdict.version.standing is model.Standing.UNCONFIRMED
    assert "1 other address of this outlet" in outcome.verdict.change.events[0].reason
    assert (outcome.doubt_count, outcome.verdict.alert) == (0, None)
