import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor import model
from monitor.core import diff
from tests import builders

Kind = model.EditKind
Op = model.SentenceOp


def compare(old: str, new: str, **fields) -> model.FieldDiff:
    return diff.compare_texts(model.TextField.BODY, old, new, **fields)


def kinds_of(old: str, new: str, **fields) -> tuple[Kind, ...]:
    found = diff.compare_articles(builders.article(old), builders.article(new), **fields)
    return found.edits


def ops_of(field: model.FieldDiff) -> list[Op]:
    return [sentence.op for sentence in field.sentences]


def test_equal_articles_have_an_empty_diff():
    assert diff.compare_articles(builders.article(), builders.article()).is_empty


def test_only_fields_that_differ_are_listed():
    old = builders.article(byline="Ruth Almog")
    new = builders.article("Israel says 18 hostages are alive.", "Talks go on in Doha.", byline="Sami Nasser")
    found = diff.compare_articles(old, new)
    assert [field.field for field in found.fields] == [model.TextField.BYLINE, model.TextField.BODY]
    assert found.edits == (Kind.NUMBER, Kind.NAME, Kind.BYLINE)
    assert (found.added_word_count, found.removed_word_count) == (3, 3)


def test_a_changed_word_is_shown_in_its_sentence():
    field = compare(
        "Israel says 22 hostages are alive. Talks go on.", "Israel says 20 hostages are alive. Talks go on."
    )
    assert ops_of(field) == [Op.CHANGED, Op.EQUAL]
    assert [(segment.op.value, segment.text) for segment in field.sentences[0].segments] == [
        ("equal", "Israel says "),
        ("delete", "22"),
        ("insert", "20"),
        ("equal", " hostages are alive. "),
    ]


def test_words_between_two_edits_are_kept_and_a_lone_space_is_not():
    field = compare("He left the old town.", "He left a big town.")
    assert [segment.text for segment in field.sentences[0].segments] == [
        "He left ",
        "the old",
        "a big",
        " town.",
    ]


def test_a_sentence_that_came_or_went_is_told_and_counted():
    old, new = "Talks go on. Hamas refused.", "Talks go on. Nobody else came by. "
    field = compare(old, new)
    assert ops_of(field) == [Op.EQUAL, Op.REMOVED, Op.ADDED] or ops_of(field) == [
        Op.CHANGED,
        Op.REMOVED,
        Op.ADDED,
    ]
    found = diff.compare_articles(
        builders.article("Talks go on. Hamas refused."), builders.article("Talks go on.")
    )
    assert Kind.REMOVED in found.edits
    assert (found.added_word_count, found.removed_word_count) == (0, 2)


def test_a_moved_sentence_stands_once_where_it_left_and_once_where_it_arrived():
    first, second, third = "Talks resumed in Doha. ", "Hamas freed 8 people. ", "Families wait by the sea. "
    field = compare(first + second + third, second + third + first)
    moved = [(s.old, s.new) for s in field.sentences if s.op is Op.MOVED]
    assert moved == [(first, ""), ("", first)]
    assert all(s.edits == (Kind.MOVED,) for s in field.sentences if s.op is Op.MOVED)
    assert (
        diff.compare_articles(
            builders.article(first + second), builders.article(second + first)
        ).added_word_count
        == 0
    )


def test_a_headline_is_edited_however_little_is_left_of_it():
    field = diff.compare_texts(model.TextField.HEADLINE, "Hamas frees eight", "Truce begins at dawn")
    assert ops_of(field) == [Op.CHANGED]
    assert ops_of(diff.compare_texts(model.TextField.HEADLINE, "", "Truce begins")) == [Op.ADDED]
    two = diff.compare_texts(model.TextField.HEADLINE, "Truce. Hamas frees eight.", "Talks. Envoy back.")
    assert len(two.sentences) == 4


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [
        ("It says 22 are alive.", "It says 20 are alive.", (Kind.NUMBER,)),
        ("It cost 3.5 million.", "It cost 35 million.", (Kind.NUMBER,)),
        ("It fell to -5 degrees.", "It fell to 5 degrees.", (Kind.NUMBER,)),
        ("Some 20-22 are alive.", "Some 2022 are alive.", (Kind.NUMBER,)),
        ("It gave $5 for each.", "It gave €5 for each.", (Kind.NUMBER,)),
        ("Some 20 are alive.", "Some 20% are alive.", (Kind.NUMBER,)),
        ("Eight people are alive.", "Nine people are alive.", (Kind.NUMBER,)),
        ("Some 8 people are alive.", "Some eight people are alive.", (Kind.STYLE,)),
        ("20 of 48 are alive.", "48 of 20 are alive.", (Kind.NUMBER,)),
        ("بقي عشرون رهينة أحياء.", "بقي ثلاثون رهينة أحياء.", (Kind.NUMBER,)),
        ("נותרו עשרים חטופים בחיים.", "נותרו שלושים חטופים בחיים.", (Kind.NUMBER,)),
        ("بقي ٢٠ رهينة أحياء.", "بقي ٢٢ رهينة أحياء.", (Kind.NUMBER,)),
        ("The army said it fired.", "The army claimed it fired.", (Kind.ATTRIBUTION,)),
        ("Hamas will agree to it.", "Hamas won't agree to it.", (Kind.WORDING,)),
        ("They will not leave Gaza.", "They will now leave Gaza.", (Kind.WORDING,)),
        ("חמאס הסכים לעסקה הזאת.", "חמאס סירב לעסקה הזאת.", (Kind.WORDING,)),
        ("الحركة وافقت على الاتفاق.", "الحركة لم توافق على الاتفاق.", (Kind.WORDING,)),
        ("They released the captives.", "They relaesed the captives.", (Kind.TYPO,)),
        ("They left the the town.", "They left the town.", (Kind.TYPO,)),
        ("Goverment leaders met.", "Government leaders met.", (Kind.TYPO,)),
        ("The ministers met.", "The ministars met.", (Kind.TYPO,)),
        ("The hostage came home.", "The hostages came home.", (Kind.WORDING,)),
        ("It was likely done.", "It was unlikely done.", (Kind.HEDGE,)),
        ("They were freed there.", "They were fired there.", (Kind.WORDING,)),
        ("The envoys met there.", "The armies met there.", (Kind.WORDING,)),
        ("The talks met there.", "The talks halted there again.", (Kind.WORDING,)),
        ("They came at dawn in Doha.", "They came at down in Doha?", (Kind.WORDING,)),
        ("He said: “Go home”.", 'He said: "Go home".', (Kind.STYLE,)),
        ("The Cabinet met — late.", "The cabinet met - late.", (Kind.STYLE,)),
        ("They were freed, he hoped.", "They were “freed”, he hoped.", (Kind.QUOTE,)),
        ("They are alive.", "They are alive?", (Kind.WORDING,)),
        ("The \u200ftown slept.", "The town slept.", (Kind.STYLE,)),
        ("הם שבו הביתה אתמול.", "הם שבו הבייתה אתמול.", (Kind.WORDING,)),
        ("Correction: it was him.", "Correction: it was her.", (Kind.WORDING, Kind.NOTICE)),
        (
            "Talks go on here.",
            "Talks go on here. Correction: this said 22.",
            (Kind.ADDED, Kind.NOTICE),
        ),
    ],
)
def test_every_edit_has_its_kind(old: str, new: str, kinds: tuple[Kind, ...]):
    assert kinds_of(old, new) == kinds


def test_an_edit_of_a_watched_term_is_never_cosmetic():
    old, new = "The crossing at Rafah opened.", "The crossing at Raffah opened."
    assert kinds_of(old, new) == (Kind.NAME,)
    old, new = "The seaport there opened.", "The saeport there opened."
    assert kinds_of(old, new) == (Kind.TYPO,)
    assert kinds_of(old, new, find_terms=lambda text: ["seaport"] if "seaport" in text else []) == (
        Kind.WORDING,
    )


WORDS = st.sampled_from(
    (
        "Hamas",
        "said",
        "20",
        "22",
        "hostages",
        "not",
        "alive.",
        "Gaza?",
        "3.5",
        "رهينة",
        "לא",
        "\n\n",
        "“the”",
        "-5",
        "١٢",
        "a",
    )
)
TEXTS = st.lists(WORDS, max_size=25).map(" ".join)


@given(TEXTS, TEXTS, st.sampled_from(model.TextField))
def test_applying_a_diff_gives_both_texts_back(old: str, new: str, field: model.TextField):
    found = diff.compare_texts(field, old, new)
    assert diff.apply_diff(found) == (old, new)
    for sentence in found.sentences:
        if sentence.op is Op.CHANGED:
            gone = "".join(s.text for s in sentence.segments if s.op is not model.Op.INSERT)
            come = "".join(s.text for s in sentence.segments if s.op is not model.Op.DELETE)
            assert (gone, come) == (sentence.old, sentence.new)


@given(st.text(max_size=80), st.text(max_size=80))
def test_applying_works_for_any_characters(old: str, new: str):
    assert diff.apply_diff(compare(old, new)) == (old, new)


@given(
    TEXTS,
    st.integers(0, 10**6),
    st.integers(0, 10**6),
    st.sampled_from(("{}", "{}%", "-{}", "1.{}", "{}-30", "${}")),
)
@settings(max_examples=150)
def test_a_changed_number_is_never_cosmetic(text: str, old: int, new: int, form: str):
    before, after = f"We hold {form.format(old)} {text}", f"We hold {form.format(new)} {text}"
    edits = diff.compare_articles(builders.article(before), builders.article(after)).edits
    assert (old == new) == (not edits)
    assert old == new or not set(edits) <= {Kind.TYPO, Kind.STYLE, Kind.MOVED}


@given(TEXTS, TEXTS)
def test_the_same_texts_always_give_the_same_diff(old: str, new: str):
    assert compare(old, new) == compare(old, new)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Hamas freed 20. " * 8_000, "Hamas freed 22. " * 8_000),
        (
            " ".join(f"Sentence {n} stands here." for n in range(5_000)),
            " ".join(f"Line {n} is there." for n in range(5_000)),
        ),
        ("word " * 100_000, "ward " * 90_000),
        (" ".join(map(str, range(30_000))), " ".join(map(str, range(30_000, 0, -1)))),
    ],
)
def test_a_long_text_is_compared_whole(old: str, new: str):
    found = compare(old, new)
    assert diff.apply_diff(found) == (old, new)


@pytest.mark.parametrize(
    ("old", "new"), [("20", "22"), ("71%", "73.5%"), ("Twenty", "Twenty-two"), ("עשרים", "22"), ("٢٠", "٢٢")]
)
def test_a_number_alone_in_its_paragraph_is_edited_and_not_exchanged(old: str, new: str):
    before = builders.article("Hostages alive", old, "Hostages dead", "28")
    after = builders.article("Hostages alive", new, "Hostages dead", "28")
    changed = [
        one for field in diff.compare_articles(before, after).fields for one in field.sentences if one.edits
    ]
    assert [(one.old.strip(), one.new.strip(), one.edits) for one in changed] == [(old, new, (Kind.NUMBER,))]


def test_a_number_alone_is_not_taken_for_another_text():
    before, after = builders.article("Alive", "20"), builders.article("Alive", "Nobody knows it now.")
    assert {one.op for one in diff.compare_articles(before, after).fields[0].sentences} >= {
        model.SentenceOp.ADDED,
        model.SentenceOp.REMOVED,
    }
