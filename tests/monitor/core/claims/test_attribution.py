"""Who says so, and with what kind of verb."""

import pytest

from monitor import model
from monitor.core.claims import attribution
from tests.monitor.core.claims import stories

NEUTRAL, DOUBT, DENY = model.VerbClass.NEUTRAL, model.VerbClass.DOUBT, model.VerbClass.DENY


def sources(text):
    return [(one.source, one.verb) for one in attribution.find_attributions(stories.sentence(text))]


@pytest.mark.parametrize(
    ("text", "source", "verb"),
    [
        ("The mayor said 12 villagers died.", "The mayor", NEUTRAL),
        ("The mayor claimed 12 villagers died.", "The mayor", DOUBT),
        ("The mayor denied that 12 villagers died.", "The mayor", DENY),
        ("12 villagers died, the mayor said on Friday.", "the mayor", NEUTRAL),
        ("12 villagers died, said Ana Petrov, a doctor.", "Ana Petrov", NEUTRAL),
        ("“It is over now,” Ana Petrov, the mayor, told reporters.", "Ana Petrov", NEUTRAL),
        ("12 villagers died, according to two doctors.", "two doctors", NEUTRAL),
        ("12 villagers died, Ana Petrov, 44, of the harbour watch said.", "Ana Petrov", NEUTRAL),
        ("By the agency's count, 12 villagers died.", "the agency", NEUTRAL),
        ("The mayor, in a statement, said 12 villagers died.", "The mayor", NEUTRAL),
        ("A woman who saw the fall said 12 villagers died.", "A woman who saw the fall", NEUTRAL),
        ("The toll announced by the mayor is that 12 villagers died.", "the mayor", NEUTRAL),
        ("Officials claim 12 died.", "Officials", DOUBT),
        ("The army claims 12 villagers died.", "The army", DOUBT),
        ("The army claims the villagers left.", "The army", DOUBT),
        ("Officials claim that 12 died.", "Officials", DOUBT),
        ("Ana Petrov, speaking in the hall, said 12 villagers died.", "Ana Petrov", NEUTRAL),
        ("Ana Petrov, who left in May, said a bridge had fallen.", "Ana Petrov", NEUTRAL),
        ("The mayor, for her part, said 12 villagers died.", "The mayor", NEUTRAL),
        ("The mayor has already said 12 villagers died.", "The mayor", NEUTRAL),
        ("Ana Petrov, the chair, a driver, the mother of two, said 12 villagers died.", "the chair", NEUTRAL),
        ("The mayor herself has openly answered by saying 12 villagers died.", "The mayor", NEUTRAL),
        (
            "He repeated the council’s view. Ana Petrov’s firm belief that 12 villagers died stands.",
            "Ana Petrov",
            NEUTRAL,
        ),
        ("قال مسؤول محلي إن 12 شخصا قتلوا.", "مسؤول محلي", NEUTRAL),
        ("12 איש נהרגו, אמרה דוברת העירייה.", "דוברת העירייה", NEUTRAL),
        ("לפי המשטרה, 12 איש נהרגו.", "המשטרה", NEUTRAL),
    ],
)
def test_a_source_is_the_words_of_the_sentence(text, source, verb):
    assert (source, verb) in sources(text)


@pytest.mark.parametrize(
    "text",
    [
        "12 villagers died, contrary to early reports.",
        "The mayor stood up and said its toll of 12 stood.",
        "He said.",
        "claims",
        "said.",
        "It said 12 died.",
        "According to.",
        "Ana's count",
        "Ana's belief",
        "The town's belief that",
        "The town's claims that 12 died",
        "told",
        "The United States is on its way.",
        "He stressed the firm belief of many.",
        ", , said",
    ],
)
def test_no_source_is_invented(text):
    assert sources(text) == []


def test_a_believing_verb_doubts_as_well():
    (one,) = attribution.find_attributions(stories.sentence("The mayor believes 12 villagers died."))
    assert one.is_reported


def test_a_source_speaks_for_what_follows_it_and_a_trailing_one_for_what_went_before():
    text = stories.sentence("Rain fell and the mayor said 12 villagers died.")
    found = attribution.find_attributions(text)
    assert attribution.find_attribution(found, len(text.words) - 3) is not None
    assert attribution.find_attribution(found, 0) is None
    text = stories.sentence("12 villagers died, the mayor said.")
    assert attribution.find_attribution(attribution.find_attributions(text), 0) is not None


def test_an_opinion_that_is_a_quotation_speaks_for_the_quotation_only():
    text = stories.sentence("She told of Ana Petrov’s view that “it is over”, and 12 villagers left.")
    (one,) = attribution.find_attributions(text)
    assert (one.source, one.last) == ("Ana Petrov", text.words.index('"', text.words.index('"') + 1))
    open_ended = stories.sentence("She told of Ana Petrov’s view that “it is over and 12 villagers left.")
    assert attribution.find_attributions(open_ended)[0].last == len(open_ended.words)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("قالت في بيان صدر مساء الاثنين بلدية القرية إن 12 شخصا قتلوا.", "بلدية القرية"),
        ("وأكد في مؤتمر صحفي المتحدث باسم الجيش أن 12 شخصا قتلوا.", "المتحدث باسم الجيش"),
        ("قال يوم الأربعاء المتحدث باسم الحكومة إن 12 شخصا قتلوا.", "المتحدث باسم الحكومة"),
        ("قال في العاصمة يوم الأحد رئيس البلدية: قتل 12 شخصا.", "رئيس البلدية"),
    ],
)
def test_an_arabic_source_may_stand_behind_an_adverbial(text, source):
    assert sources(text) == [(source, NEUTRAL)]


@pytest.mark.parametrize("text", ["قال في بيان إن 12 شخصا قتلوا.", "قال في العاصمة 12 شخصا."])
def test_an_adverbial_alone_names_nobody(text):
    assert sources(text) == []


def test_what_is_reported_of_somebody_is_not_said_by_them():
    assert sources("The 12 villagers are reported dead.") == []
    assert sources("The army is saying that 12 villagers died.") == [("The army", NEUTRAL)]


def test_a_hebrew_source_stands_behind_the_hour():
    assert sources("מסר אתמול בערב דובר העירייה כי 12 איש נהרגו.") == [("דובר העירייה", NEUTRAL)]


@pytest.mark.parametrize(
    "trail",
    ["said overnight", "said privately", "confirmed over the weekend", "said separately on Monday"],
)
def test_when_or_how_it_was_said_may_follow_the_verb_at_the_end(trail):
    claim = stories.engine().find_in_text(f"Twelve villagers died, two officials {trail}.")[0]
    assert claim.source == "two officials"


def test_all_told_tells_nothing_of_who_says_so():
    assert stories.engine().find_in_text("All told, 12 villagers died.")[0].source is None


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Twelve died, Hartwell claims.", "Hartwell"),
        ("Twelve died, the Guild of Carters claims.", "the Guild of Carters"),
        ("Twelve died, the bosses claim.", "the bosses"),
        ("Twelve died, ministers claim, in the fire.", "ministers"),
        ("Twelve died, the union claims, and more are hurt.", "the union"),
    ],
)
def test_a_word_that_may_be_a_noun_is_a_verb_behind_a_short_subject_of_its_own(text, source):
    assert [(one[0], str(one[1])) for one in sources(text)] == [(source, "doubt")]


@pytest.mark.parametrize(
    "text",
    [
        "They paid for fuel, rent, insurance claims.",
        "Twelve died, the bosses claims.",
        "Claims, counter claims.",
        "Twelve died, in hundreds of long and short claims.",
    ],
)
def test_a_noun_that_closes_a_sentence_names_nobody(text):
    assert not sources(text)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("העירייה מסרה כי נהרגו 12 אנשים והוסיפה כי תחקור.", "העירייה"),
        ("העירייה מסרה כי תחקור, והוסיפה כי נהרגו 12 אנשים.", "העירייה"),
        ("בכנס בחיפה ציינה העירייה שהשבוע נהרגו 12 אנשים.", "העירייה"),
        ("בכנס בחיפה ציינה העירייה כי נהרגו 12 אנשים, והודיעה שתחקור.", "העירייה"),
        ("ברוב של 9 מול 4 אישרה העירייה כי נהרגו 12 אנשים.", "העירייה"),
        ("ברוב של תשעה מול ארבעה אישרה העירייה כי נהרגו 12 אנשים.", "העירייה"),
        ("נהרגו 12 אנשים, כך אומרות פרמדיקיות.", "פרמדיקיות"),
        ("נהרגו 12 אנשים, אמר הרב (במיל) נועם גל.", "הרב (במיל) נועם גל"),
        ("בכיר בעירייה אמר לרשת כי נהרגו 12 אנשים.", "בכיר בעירייה"),
        ("בלשים אמרו כי נהרגו 12 אנשים.", "בלשים"),
        ("דובר העירייה חזר ואמר כי נהרגו 12 אנשים.", "דובר העירייה חזר"),
        ("وقالت البلدية إن 12 شخصا قتل وأضافت أنها تحقق.", "البلدية"),
    ],
)
def test_the_subject_of_the_verb_is_the_source_and_no_clause_or_vote(text, source):
    assert [one.source for one in stories.engine().find_in_text(text) if one.claim_id == "dead"] == [source]


def test_a_watched_verb_ends_a_source():
    lost = stories.engine(
        stories.definition(
            "lost",
            "count",
            title="lost",
            noun="person",
            require=("gone",),
            scopes={"coming": "gone_coming", "default": "x"},
        ),
        gone={"he": ("ייעלמו",)},
        gone_coming={"he": ("@gone.future",)},
    )
    assert [one.source for one in lost.find_in_text("לפי העירייה ייעלמו 12 אנשים.")] == ["העירייה"]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("قتل 12 شخصا وفقا لإسبانيا.", "إسبانيا"),
        ("قتل 12 شخصا طبقا للبلدية.", "البلدية"),
        ("وفقا لمسؤولين، قتل 12 شخصا.", "مسؤولين"),
        ("وفقا للطبيب الشرعي، قتل 12 شخصا.", "الطبيب الشرعي"),
    ],
)
def test_a_source_is_found_behind_the_arabic_to_that_is_glued_to_it(text, source):
    assert sources(text) == [(source, NEUTRAL)]


@pytest.mark.parametrize("text", ["قتل 12 شخصا وفقا.", "قتل 12 شخصا وفقا أمس."])
def test_nobody_is_named_where_no_to_is_glued(text):
    assert sources(text) == []


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("12 villagers died, the mayor, Ada Holm, said on local radio.", "Ada Holm"),
        ("12 villagers died, the mayor, Ada Holm, said from the town hall.", "Ada Holm"),
        ("The council, having checked its lists, puts the number of villagers killed at 12.", "The council"),
        ("The council, having checked its lists, reports a total of 12 villagers killed.", "The council"),
        ("The council, having checked its lists, puts the losses at 12 villagers killed.", "The council"),
    ],
)
def test_where_it_was_said_and_what_was_said_are_no_source(text, source):
    assert {claim.source for claim in stories.engine().find_in_text(text)} == {source}


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("The mayor, who was asked twice, said a raise would kill 12 villagers.", "The mayor"),
        ("12 villagers died, said a mayor who had seen it.", "a mayor"),
    ],
)
def test_a_clause_with_a_verb_of_its_own_is_what_was_said(text, source):
    assert {claim.source for claim in stories.engine().find_in_text(text)} == {source}


@pytest.mark.parametrize(
    "text",
    [
        "The dairy, which posted a record loss, lost 12 workers.",
        "A mayor who announced a merger lost 12 villagers.",
    ],
)
def test_what_a_relative_clause_tells_of_is_no_source(text):
    assert {source for source, _ in sources(text)}.isdisjoint({"a record loss", "a merger"})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor, who claims at least 12 villagers died, is away.", [("The mayor", DOUBT)]),
        ("The council, which says 12 villagers died.", [("The council", NEUTRAL)]),
        ("In May, which says much, 12 villagers died.", []),
    ],
)
def test_who_an_aside_is_about_says_what_stands_in_it(text, expected):
    assert sources(text) == expected


def test_an_aside_speaks_for_itself_only():
    (found,) = attribution.find_attributions(
        stories.sentence("The mayor, who says 12 villagers died, counts 9 homes.")
    )[:1]
    assert attribution.find_attribution((found,), 12) is None


@pytest.mark.parametrize(
    "text", ["He did say 12 villagers died.", "They have now confirmed that 12 villagers died."]
)
def test_a_pronoun_with_its_auxiliary_is_no_source(text):
    (claim,) = stories.engine().find_in_text(text)
    assert claim.source is None
