import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor import model
from monitor.core import altered_quotes, diff
from tests import builders
from tests.monitor.core.watched import LIVING, kinds, page


def find(old: str, new: str, **fields: str) -> model.Event | None:
    compared = diff.compare_articles(
        builders.article(paragraphs=(old,), **fields), builders.article(paragraphs=(new,), **fields)
    )
    return altered_quotes.find_altered_quotes(compared)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "“We will never leave the strip,” the minister said.",
            "“We will not leave the strip yet,” the minister said.",
        ),
        (
            "The minister called the plan “reckless” on Tuesday.",
            "The minister called the plan “brave” on Tuesday.",
        ),
        ("“Ready to talk with them,” he said.", "“Never ready to talk with them,” he said."),
        ("“We hold 22 of them in the north,” he said.", "“We hold 20 of them in the north,” he said."),
        ("“They must leave the old town at once.”", "“They must leave the old harbour at once.”"),
        ("„Wir gehen heute nach Hause,“ he said.", "„Wir gehen morgen nach Hause,“ he said."),
        ("قال الوزير «لن نغادر القطاع قبل نهاية العام».", "قال الوزير «سوف نغادر القطاع قبل نهاية العام»."),
        ('השר אמר "לא נעזוב את הרצועה לפני סוף השנה".', 'השר אמר "אולי נעזוב את הרצועה לפני סוף השנה".'),
    ],
)
def test_other_words_in_somebodys_quotation_are_an_altered_quotation(old, new):
    event = find(old, new)

    assert event is not None
    assert (event.kind, event.severity) == (model.EventKind.QUOTE_ALTERED, model.Severity.MEDIUM)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("“We talk with them,” he said.", "“We talk with them and go home,” he said."),
        ("“We recieve them at the gate,” he said.", "“We receive them at the gate,” he said."),
        (
            "“We talk with them for a long time and go home,” he said.",
            "“We talk with them … and go home,” he said.",
        ),
    ],
)
def test_more_of_it_a_shown_gap_and_mended_spelling_weigh_little(old, new):
    event = find(old, new)

    assert event is not None
    assert event.severity is model.Severity.LOW


@pytest.mark.parametrize(
    ("old", "new"),
    [
        # the same words, told without the marks
        (
            "He said “they will go to the old harbour” today.",
            "He said they “will go to the old harbour” today.",
        ),
        ("He called it “reckless” on Tuesday.", "He called it reckless on Tuesday."),
        # other marks
        ('"We talk with them," he said.', "“We talk with them,” he said."),
        # an editor's word
        ("“They agreed to the list,” he said.", "“They [the negotiators] agreed to the list,” he said."),
        # nobody is quoted
        ("The “Yellow” line runs there.", "The “Green” line runs there."),
        # another quotation in its place, and one more
        ("“We talk with them tonight again,” he said.", "“No prisoner was ever moved,” he said."),
        ("“We talk with them,” he said at night.", "“We talk with them,” he said “at once” at night."),
        # nothing quoted was touched
        ("“We talk with them,” he said in Doha.", "“We talk with them,” he said in Cairo."),
    ],
)
def test_what_is_no_alteration_of_somebodys_words_is_none(old, new):
    assert find(old, new) is None


def test_a_quotation_that_runs_over_sentences_is_read_as_one():
    old = "“We waited for a year. They must leave the old town at once. It is over,” he said."

    event = find(old, old.replace("town", "harbour"))

    assert event is not None
    assert event.summary == (
        "Quotation altered: it is now “They must leave the old harbour at once.”;"
        " it was “They must leave the old town at once.”."
    )


def test_a_quotation_in_the_headline_counts_and_one_in_the_byline_does_not():
    body = ("He went on.",)
    old, new = (
        builders.article(paragraphs=body, headline=f"Minister says “we will {verb} the strip”")
        for verb in ("leave", "keep")
    )
    assert altered_quotes.find_altered_quotes(diff.compare_articles(old, new)) is not None

    old, new = (
        builders.article(paragraphs=body, byline=f"By Jo “the {name} of the old north” Levi")
        for name in ("voice", "pen")
    )
    assert altered_quotes.find_altered_quotes(diff.compare_articles(old, new)) is None


def test_one_event_tells_of_all_of_them_the_gravest_first():
    old = "“We talk with them,” he said. “We hold 22 of them,” she said."
    new = "“We talk with them tonight,” he said. “We hold 20 of them,” she said."

    event = find(old, new)

    assert event is not None
    assert event.severity is model.Severity.MEDIUM
    assert event.summary.startswith("Quotation altered: it is now “We hold 20 of them,”")
    assert event.summary.endswith(", and 1 more.")


def test_of_a_long_quotation_the_altered_words_are_shown_with_a_few_around_them():
    words = " ".join(f"w{'abcdefghijklmnopqrstuvwxyz'[n]}" for n in range(26))

    event = find(f"“{words}” he said.", f"“{words.replace('wm', 'never')}” he said.")

    assert event is not None
    assert "“… wg wh wi wj wk wl never wn wo wp wq wr ws …”" in event.summary


def test_a_quotation_that_moved_and_was_altered_is_found():
    first = "“They must leave the old town at once,” the mayor said."
    others = ("The talks went on for hours.", "Nobody knew the outcome.", "Roads were closed all day.")
    old = builders.article(paragraphs=(first, *others))
    new = builders.article(paragraphs=(*others, first.replace("must", "may")))

    event = altered_quotes.find_altered_quotes(diff.compare_articles(old, new))

    assert event is not None
    assert event.severity is model.Severity.MEDIUM


def test_a_moved_quotation_that_begins_earlier_weighs_little():
    first = "“Leave the old town at once,” the mayor said."
    others = ("The talks went on for hours.", "Nobody knew the outcome.", "Roads were closed all day.")
    old = builders.article(paragraphs=(first, *others))
    new = builders.article(paragraphs=(*others, first.replace("Leave", "People leave")))

    event = altered_quotes.find_altered_quotes(diff.compare_articles(old, new))

    assert event is not None
    assert event.severity is model.Severity.LOW


@settings(max_examples=25, deadline=None)
@given(
    st.text(alphabet="ab “”…[]\"'«», .12", max_size=60), st.text(alphabet="ab “”…[]\"'«», .12", max_size=60)
)
def test_any_two_texts_are_compared(old, new):
    event = find(f"He said “we go home” {old}", f"He said “we go home” {new}")

    assert event is None or event.kind is model.EventKind.QUOTE_ALTERED


def test_an_altered_quotation_is_told_by_a_rule_without_a_list_of_events(watched):
    said = "“We will {} the strip this year,” the minister said."
    watched.check(page(LIVING.format(20), said.format("leave")))

    outcome = watched.check(page(LIVING.format(20), said.format("keep")))

    assert kinds(outcome)[0] == "quote_altered"
    assert outcome.alert.title.startswith("The Coastal Ledger: Quotation altered: it is now “We will keep")
