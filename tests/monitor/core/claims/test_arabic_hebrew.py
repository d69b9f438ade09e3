"""What Arabic and Hebrew say in an order, or with a word, of their own: verbs before subjects, hours, "one of"."""

import pytest

from monitor import model
from monitor.core import claims
from tests.monitor.core.claims import stories

ENGINE = stories.engine(
    *stories.DEFINITIONS,
    stories.definition(
        "freed",
        "count",
        noun="goat",
        require=("given",),
        scopes={"coming": "given_later", "over": "given_before", "default": "coming"},
    ),
    stories.definition("toll", "count", noun="fallen", require=("fallen", "since"), veto=("day",)),
    stories.definition("boats", "count", noun="boat"),
    goat={"en": ("goat",), "ar": ("ماعز", "عنزة"), "he": ("עיזים", "עז")},
    given={"en": ("give",), "ar": ("تسلم", "سلمت"), "he": ("ימסור", "יימסרו")},
    given_later={"en": ("@given.future",), "ar": ("@given.future", "تسلم"), "he": ("ימסור",)},
    given_before={"en": ("@given.past",), "ar": ("@given.past", "سلمت", "سلمت البلدة"), "he": ()},
    fallen={"en": ("fallen",), "ar": ("الضحايا", "عدد الضحايا"), "he": ("הנופלים", "מספר הנופלים")},
    since={
        "en": ("since the flood",),
        "ar": ("منذ السيل", "عدد الضحايا", "منذ أكتوبر"),
        "he": ("מאז השיטפון", "מספר הנופלים"),
    },
    day={"en": ("today",), "ar": ("اليوم", "أمس"), "he": ("היום", "הבוקר", "אתמול")},
    boat={"en": ("boat",), "ar": ("قوارب", "قاربا"), "he": ("סירות", "סירה")},
    strike={"en": ("strike",), "ar": ("الإضراب",), "he": ("לשבות", "נשבות היום")},
    union={"en": ("union",), "ar": ("النقابة",), "he": ("הוועד",)},
    refuses={"en": ("refuse",), "ar": ("ترفض",), "he": ("מסרב", "לא נשבות")},
    willing={"en": ("ready",), "ar": ("مستعدة",), "he": ("מוכן", "נשבות היום")},
    condition={"en": ("if",), "ar": ("قبل", "إذا"), "he": ("לפני", "אם")},
)


def found(text):
    return [f"{one.claim_id} {claims.print_value(one)}" for one in ENGINE.find_in_text(text)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("عدد الضحايا منذ أكتوبر 64,300.", "toll 64300"),
        ("عدد الضحايا منذ أكتوبر 1,950.", "toll 1950"),
        ("عدد الضحايا منذ أكتوبر 2023.", None),
    ],
)
def test_a_number_behind_a_month_is_its_year_only_where_it_may_be_one(text, value):
    assert found(text) == ([value] if value else [])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("تجاوز عدد الضحايا في وادي النهر وضواحيه الشرقية منذ السيل 900.", "toll >=900"),
        ("מספר הנופלים מאז השיטפון עבר הבוקר את רף ה-900.", "toll >=900"),
        ("מספר הנופלים מאז השיטפון התקרב אתמול ל-900.", "toll ~900"),
        ("מספר הנופלים מאז השיטפון עמד אתמול על 900.", "toll 900"),
    ],
)
def test_the_verb_of_a_tally_hedges_its_number_over_a_day_that_says_when_it_moved(text, value):
    assert found(text) == [value]


@pytest.mark.parametrize(
    "text",
    [
        "מספר הנופלים היום עמד על 9.",
        "מספר הנופלים מאז השיטפון 9 היום.",
        "מספר הנופלים עמד אתמול על 9.",
        "מספר הנופלים התקרב מאז השיטפון, אתמול 9.",
    ],
)
def test_a_day_elsewhere_or_without_a_word_for_the_whole_is_the_day_they_fell(text):
    assert found(text) == []


def test_a_day_alone_passes_no_number():
    assert found("הסירה עברה אתמול 12 סירות.") == ["boats 12"]
    assert found("הסירה עברה 12 סירות.") == ["boats 12"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("سلمت البلدة حتى الظهر 12 عنزة.", "freed 12"),
        ("سلمت البلدة بعد منتصف الليل 12 عنزة.", "freed 12"),
        ("הכפר ימסור עד חצות 12 עיזים.", "freed 12"),
        ("سلمت البلدة، بعد أن قال 12 عنزة.", None),
    ],
)
def test_a_preposition_before_an_hour_begins_no_clause(text, value):
    assert found(text) == ([value] if value else [])


def test_a_condition_before_an_hour_is_none():
    assert found("النقابة مستعدة لبدء الإضراب قبل ظهر الخميس.") == ["strike_stance willing"]
    assert found("النقابة مستعدة لبدء الإضراب إذا فشل الوسيط.") == ["strike_stance conditional"]


def test_a_word_that_a_refusal_begins_is_no_consent():
    assert found("הוועד: לא נשבות היום.") == ["strike_stance refuses"]
    assert found("הוועד: נשבות היום.") == ["strike_stance willing"]


def test_a_verb_that_is_listed_as_past_stays_so_behind_that():
    (claim,) = ENGINE.find_in_text("قال الراعي أن 12 عنزة سلمت البلدة.")
    assert claim.scope == "over"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("תמורת 12 סירות ימסור הכפר 40 עיזים.", ["boats 12", "freed 40"]),
        ("מול 12 סירות ימסור הכפר 40 עיזים.", ["boats 12"]),
        ("مقابل 12 قاربا تسلم البلدة 40 عنزة.", ["boats 12", "freed 40"]),
        ("תמורת 12 סירות ימסור הכפר מכתב; 40 עיזים רעו.", ["boats 12"]),
    ],
)
def test_a_verb_behind_what_is_given_brings_what_it_is_given_for(text, value):
    assert found(text) == value


def test_one_of_them_says_nothing_of_how_many_there_are():
    assert found("דודו של בעל אחת הסירות דיבר.") == []
    assert found("سار أحد قوارب.") == []
    assert found("הכפר ימסור עז אחת.") == ["freed 1"]


def test_a_quotation_may_be_complained_or_warned():
    (one,) = ENGINE.find_in_text("״אף אחד לא בא אלינו״, התלוננה שירה דגן, אם לשניים.")
    (other,) = ENGINE.find_in_text("«لم يأت أحد إلينا»، اشتكت ليلى نصار.")
    assert (one.source, other.source) == ("שירה דגן", "ليلى نصار")


def test_who_only_holds_those_counted_is_not_still_named_as_the_source():
    def tier(old, new):
        (change,) = ENGINE.compare_texts(old, new)
        assert change.kind is model.ChangeKind.ATTRIBUTION
        return change.tier

    told = tier("לפי העירייה, 12 סירות נמצאות ברשותה.", "12 סירות נמצאות בידי העירייה.")
    assert told is not model.Tier.REVIEW
    assert tier("12 סירות נמצאות בידי העירייה.", "לפי העירייה, 12 סירות נמצאות ברשותה.") is told
    assert tier("לפי העירייה, 12 סירות שטו.", "12 סירות של העירייה שטו.") is model.Tier.REVIEW


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("البلدة تنفي تسليم 12 قاربا.", "البلدة"),
        ("أمس أكدت البلدة أن لديها 12 قاربا.", "البلدة"),
        ("عادت البلدة لتؤكد رفضها، وعندها 12 قاربا.", "عادت البلدة"),
        ("أعلنت تقديم 15 خيمة، وعندها 12 قاربا.", None),
        ("أعلنت البلدة 12 قاربا.", "البلدة"),
        ("قالت", None),
    ],
)
def test_what_an_arabic_verb_says_or_denies_is_not_who_says_it(text, source):
    engine = stories.engine(
        stories.definition("boats", "count", noun="boat"),
        stories.definition("talks", "status", topic="talks", values={"failed": "denied"}),
        boat={"ar": ("قوارب", "قاربا")},
        denied={"ar": ("رفضها",)},
    )
    found_sources = [one.source for one in engine.find_in_text(text)]
    assert found_sources == ([source] if "12" in text else [])


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("הכפר הודיע שמסר 12 סירות.", "הכפר"),
        ("לפי הכפר, מסר שתי עיזים.", "הכפר"),
        ("הכפר ימסור עז אחת, מסר", None),
    ],
)
def test_a_verb_that_says_and_gives_gives_where_a_number_follows(text, source):
    engine = stories.engine(
        stories.definition("freed", "count", noun="goat", require=("given",)),
        stories.definition("boats", "count", noun="boat"),
        goat={"he": ("עיזים", "עז")},
        boat={"he": ("סירות",)},
        given={"he": ("ימסור", "מסר")},
    )
    assert [one.source for one in engine.find_in_text(text)][:1] == [source]


def test_a_verb_that_closes_what_was_said_gives_nothing():
    engine = stories.engine(
        stories.definition("freed", "count", noun="goat", require=("given",)),
        goat={"he": ("עיזים",)},
        given={"he": ("מסר",)},
    )
    assert engine.find_in_text("12 עיזים נשארו בכפר, מסר הדובר.") == ()
    assert len(engine.find_in_text("הכפר מסר 12 עיזים.")) == 1


def test_and_that_begins_the_words_of_the_next_number():
    assert found("قالت البلدة إن 12 عنزة سلمت على الطريق وأن قوارب الصيد 9.")[:1] == ["freed 12"]


def test_to_whom_it_was_said_is_no_part_of_who_said_it():
    (one,) = ENGINE.find_in_text("«لم يأت أحد إلينا»، قالت ليلى نصار لإذاعة محلية.")
    (other,) = ENGINE.find_in_text("״אף אחד לא בא אלינו״, אמרה שירה דגן לרדיו.")
    assert (one.source, other.source) == ("ليلى نصار", "שירה דגן")


@pytest.mark.parametrize(
    ("new", "is_told"),
    [
        ("גורם בכיר: 12 סירות שטו.", False),
        ("הנמל: 12 סירות שטו.", True),
        ("12 סירות שטו.", True),
        (": 12 סירות שטו.", True),
    ],
)
def test_a_source_before_a_colon_has_not_gone(new, is_told):
    (change,) = ENGINE.compare_texts("12 סירות שטו, אמר גורם בעירייה.", new)
    assert (change.tier is not model.Tier.REVIEW) is is_told


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("יש הסכם כולל.", ["talks whole"]),
        ("ההסכם כולל את סדר היציאה.", []),
        ("ההסכם כולל 12 סעיפים.", []),
        ("ההסכם, כך נמסר, כולל פיצוי.", []),
        ("הסכם מעודכן הכולל הסכם שיט.", []),
        ("יש הסכם מלא.", ["talks whole"]),
    ],
)
def test_what_holds_something_is_no_attribute(text, status):
    engine = stories.engine(
        stories.definition("talks", "status", topic="talks", values={"whole": "whole"}),
        talks={"he": ("הסכם",)},
        whole={"he": ("כולל", "מלא")},
    )
    assert [f"{one.claim_id} {one.value}" for one in engine.find_in_text(text)] == status


def test_a_phrase_with_a_meaning_of_its_own_marks_no_scope():
    engine = stories.engine(
        stories.definition(
            "freed",
            "count",
            noun="goat",
            require=("given",),
            scopes={"over": "given_before", "default": "coming"},
        ),
        goat={"he": ("עיזים",)},
        given={"he": ("מסירת",)},
        given_before={"he": ("חזר",)},
    )
    (claim,) = engine.find_in_text("הרועה חזר על הצעתו בדבר מסירת 12 עיזים.")
    (other,) = engine.find_in_text("הרועה חזר אחרי מסירת 12 עיזים.")
    assert (claim.scope, other.scope) == ("coming", "coming")
    (past,) = engine.find_in_text("הרועה חזר עם מסירת 12 עיזים.")
    assert past.scope == "over"


def test_a_long_source_may_have_taken_in_more_than_who_spoke():
    (change,) = ENGINE.compare_texts(
        "أكد الرئيس دعمه خطة الري، وفي النهر 12 قاربا.", "جدد الرئيس دعم خطة الري، وفي النهر 12 قاربا."
    )
    assert change.tier is model.Tier.REVIEW


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12 סירות שטו, בלי סירות דיג.", ["boats 12"]),
        ("12 סירות דיג שטו.", []),
        ("12 שטו, ובהן סירות דיג.", []),
        ("סירות, 12 בסך הכול, שטו ליד שובר גלים.", []),
    ],
)
def test_a_veto_that_names_others_by_the_same_noun_keeps_no_number(text, value):
    engine = stories.engine(
        stories.definition("boats", "count", noun="boat", veto=("fishing",)),
        boat={"he": ("סירות",)},
        fishing={"he": ("סירות דיג", "שובר גלים")},
    )
    assert [f"{one.claim_id} {claims.print_value(one)}" for one in engine.find_in_text(text)] == value


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("يفكر في الأشخاص الـ48 الذين غابوا.", [48]),
        ("يفكر في الأشخاص الثمانية والأربعين الذين غابوا.", [48]),
        ("הוא חושב על האנשים ה-48 שעדיין שם.", [48]),
        ("הוא חושב על האיש ה-48 שעדיין שם.", []),
    ],
)
def test_a_number_with_an_article_counts_the_plural_before_it(text, values):
    engine = stories.engine(
        stories.definition("all", "count", noun="folk"),
        folk={"ar": ("أشخاص", "شخص"), "he": ("אנשים", "איש")},
    )
    assert [one.low for one in engine.find_in_text(text)] == values


@pytest.mark.parametrize(
    ("text", "scopes"),
    [
        ("سلمتهما البلدة أمس: 12 عنزة.", ["over"]),
        ("12 عنزة سلمتها البلدة.", ["over"]),
        ("12 عنزة وسلمتهم البلدة.", ["over"]),
        ("12 عنزة في سلماتهم.", []),
    ],
)
def test_an_object_glued_behind_a_past_verb_does_not_hide_it(text, scopes):
    assert [claim.scope for claim in ENGINE.find_in_text(text) if claim.claim_id == "freed"] == scopes


def test_a_verb_that_reports_has_nobody_for_its_object():
    carried, told = (
        ENGINE.find_in_text(text)[0].source
        for text in ("12 عنزة سلمتها البلدة، نقلتها سيارة.", "12 عنزة سلمتها البلدة، نقلت الإذاعة.")
    )
    assert (carried, told) == (None, "الإذاعة")
