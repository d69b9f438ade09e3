"""The engine as a whole, on stories of its own: what it finds, what it refuses, and that it stays bounded."""

import pytest

from monitor import errors, model
from monitor.core import claims
from tests import builders
from tests.monitor.core.claims import stories
from tests.monitor.core.claims.stories import definition, engine, found


@pytest.mark.parametrize(
    ("text", "claims_found"),
    [
        ("Twelve villagers died.", ["dead 12"]),
        ("12 tourists died.", []),
        ("The quake killed 12 people and injured 40.", ["dead 12", "hurt 40"]),
        ("The quake killed 12 people and 3 tourists.", ["dead 12"]),
        ("Of the 40 villagers, 12 are dead.", ["homeless 40", "dead 12"]),
        ("12 of the 40 villagers are dead.", ["dead 12", "homeless 40"]),
        ("12 villagers out of 40 are dead.", ["dead 12"]),
        ("The villagers waited. Twelve of them were hurt.", ["hurt 12"]),
        ("Ten dead and 12 injured villagers were seen.", ["dead 10", "hurt 12"]),
        ("Ten villagers and 12 residents were rescued.", ["rescued 10", "rescued 12"]),
        ("They would rescue five villagers and the army six residents.", ["rescued 5", "rescued 6"]),
        ("Crews dug at least 13 villagers out.", ["rescued >=13"]),
        ("Villagers demand their rescue. 12 villagers wait.", ["homeless 12"]),
        ("No villagers died.", ["dead 0"]),
        ("Crews did not rescue 12 villagers.", []),
        ("12 villagers were not rescued.", []),
        ("Officials denied rescuing 12 villagers.", []),
        ("Not only did crews rescue 12 villagers.", ["rescued 12"]),
        ("Rescue of 12 villagers for 3 residents went on.", ["rescued 12", "rescued 3"]),
        ("12 firefighters rescued dogs.", []),
        ("12 very brave and tired old local villagers died.", []),
        ("20 villager families met.", []),
        ("Villagers built 2019 huts.", []),
        ("Of villagers, 2019 was the year some died.", []),
        ("A two-week curfew is on.", ["curfew_days 14"]),
        ("The curfew will last 10 days.", ["curfew_days 10"]),
        ("The curfew was called within 10 days.", []),
        ("The offer is a raise of 4.5 percent.", ["raise_percent 4.5"]),
        ("قتل 12 شخصا.", ["dead 12"]),
        ("قتل ضحيتين", ["dead 2"]),
        ("12 איש נהרגו.", ["dead 12"]),
        ("בכפר 12 הרוגים.", ["dead 12"]),
        ("Ten dead and the 12 injured villagers were seen.", ["dead 10", "hurt 12"]),
        ("40 villagers wait, including 12 hurt.", ["homeless 40", "hurt 12"]),
        ("Crews rescued 40 villagers, including 12 residents.", ["rescued 40"]),
        ("Crews rescued 40 villagers, 12 of them residents.", ["rescued 40", "homeless 12"]),
        ("Crews rescued 40 villagers; 12 of them are hurt.", ["rescued 40", "hurt 12"]),
        ("Not all is lost: crews rescued 12 villagers.", ["rescued 12"]),
        ("One plan that rescues all the villagers is ready.", []),
        ("The villagers want a plan, one that works.", []),
        ("One of them was hurt. The villagers waited. One was hurt.", ["hurt 1"]),
        ("Ana is the sister of one of the villagers.", []),
        ("One of the villagers was hurt.", ["hurt 1"]),
        ("توجد خطة واحدة لكل أشخاص القرية.", []),
        ("قتل شخص واحد.", ["dead 1"]),
        ("12 אנשים נפצעו וחולצו 40 אנשים", ["hurt 12", "rescued 40"]),
        ("12 of its other those other known whole total own villagers died.", []),
        ("12 - villagers died.", []),
        ("Twelve villagers were killed, no one has been", ["dead 12"]),
        ("Just all our 12 villagers died.", ["dead 12"]),
    ],
)
def test_each_number_is_at_most_one_claim(text, claims_found):
    assert found(text) == claims_found


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("Crews rescued 12 villagers.", "over"),
        ("Crews will rescue 12 villagers.", "coming"),
        ("12 villagers would have been rescued.", "coming"),
        ("12 villagers are to be rescued.", "coming"),
        ("12 villagers are rescued.", "over"),
        ("Crews rescue 12 villagers", "over"),
        ("Crews would dig out five villagers, rescue 12 villagers.", "coming"),
        ("The search led to the rescue of 12 villagers.", "over"),
        ("Crews will rescue cats; 12 villagers were pulled out.", "over"),
        ("Crews would clear the road and rescue 12 villagers.", "coming"),
        ("Crews cleared the road and rescue 12 villagers.", "over"),
        ("To clear roads, crews and rescue 12 villagers.", "over"),
        ("Crews would end the search and rescue of 12 villagers.", "over"),
        ("The mayor wants 12 villagers rescued.", "coming"),
        ("The mayor wants crews who have 12 villagers rescued.", "over"),
        ("Under the plan, the rescue of 12 villagers begins.", "coming"),
    ],
)
def test_a_scope_goes_by_tense_and_by_scope_words(text, scope):
    assert engine().find_in_text(text)[-1].scope == scope


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("Crews will rescue 12 villagers.", "coming"),
        ("Crews will rescue all 12 villagers.", "trapped"),
        ("Crews rescued all 12 villagers.", "over"),
        ("All 12 villagers wait.", "trapped"),
    ],
)
def test_all_of_them_are_those_there_are_unless_a_thing_is_done(text, scope):
    scopes = {"coming": "coming", "over": "over", "default": "trapped"}
    (claim,) = engine(definition("villagers", "count", noun="person", scopes=scopes)).find_in_text(text)
    assert claim.scope == scope


def test_a_doubt_is_kept_beside_the_number():
    (claim,) = engine().find_in_text("Twelve villagers are believed dead.")
    assert claim.is_reported
    (claim,) = engine().find_in_text("The mayor believes 12 villagers died.")
    assert (claim.is_reported, claim.source) == (True, "The mayor")


def test_claims_point_at_their_words_in_their_field():
    article = builders.article(
        "Nothing yet.",
        "Rain fell. At least 12 villagers died.",
        headline="12 villagers died",
        subheadline="Five hurt",
    )
    head, body = engine().find_claims(article)
    assert (head.field, head.start, head.end) == (model.TextField.HEADLINE, 0, 12)
    text = article.text(model.TextField.BODY)
    assert text[body.start : body.end] == "At least 12 villagers"
    assert body.sentence == "At least 12 villagers died."


def test_a_text_without_letters_is_read_in_the_language_given():
    assert engine().find_in_text("12 13", language="fr") == ()
    assert engine().find_in_text("12 13", language="he-IL") == ()


def test_numbers_of_a_notice_are_no_claims():
    text = "12 villagers died.\n\nCorrection: We said 14 villagers died. It was 12 villagers who died."
    assert found(text) == ["dead 12"]
    assert found("Ten villagers died. An earlier version of this article said nine villagers died.") == [
        "dead 10"
    ]
    assert found("Correction: 14 villagers died. “We are very sorry,” said Ana Petrov.\n\nRain fell.") == []
    assert found("Correction: an earlier version said 14. Twelve villagers died.") == ["dead 12"]
    blog = "Correction: our post said 14 villagers died. 10.20 Twelve villagers died.\n\nRain fell."
    assert found(blog) == ["dead 12"]


def test_articles_and_texts_are_compared():
    old = builders.article("12 villagers died.", headline="Quake")
    new = builders.article("14 villagers died.", headline="Quake")
    (change,) = engine().compare_claims(old, new)
    assert (change.kind, change.old_text, change.new_text) == (model.ChangeKind.VALUE, "12", "14")
    assert change.summary == "14 dead; it said 12"
    assert engine().compare_texts("12 villagers died.", "12 villagers died.") == ()


def test_a_term_of_a_lexicon_is_watched():
    assert engine().find_watched_terms("Curfews were lifted.") == ("curfew curfews",)
    assert not engine().find_watched_terms("weather")


@pytest.mark.parametrize(
    ("bad", "lexicons", "message"),
    [
        (definition("a", "count"), {}, 'The claim "a" is a count and has no "noun".'),
        (definition("a", "stance", topic="strike"), {}, 'The claim "a" is a stance and has no "values".'),
        (definition("a", "count", noun="nobody"), {}, 'The claim "a": There is no lexicon "nobody".'),
        (
            definition("a", "count", noun="person", examples=("12 dogs",)),
            {},
            'fails its own example "12 dogs": found nothing.',
        ),
        (
            definition("a", "count", noun="person", counter_examples=("12 villagers",)),
            {},
            'fails its own counter-example "12 villagers": found a 12.',
        ),
        (
            definition("a", "count", noun="loop"),
            {"loop": {"en": ("@loop",)}},
            'The lexicon "loop" takes in itself.',
        ),
        (
            definition("a", "count", noun="odd"),
            {"odd": {"en": ("@person.soon",)}},
            "asks for something that is not known",
        ),
        (definition("a", "count", noun="person"), {"odd": {"fr": ("mort",)}}, 'terms in "fr"'),
        (definition("a", "count", noun="person"), {"#odd": {"en": ("x",)}}, 'may not begin with "#"'),
    ],
)
def test_a_definition_that_cannot_work_is_refused_with_the_reason(bad, lexicons, message):
    with pytest.raises(errors.DefinitionError) as caught:
        engine(bad, **lexicons)
    assert message in str(caught.value)
    assert caught.value.hint


def test_two_definitions_with_one_id_are_refused():
    one = definition("a", "count", noun="person")
    with pytest.raises(errors.DefinitionError, match="defined twice"):
        engine(one, one)


def test_the_engines_own_vetoes_may_be_named():
    strict = definition("a", "duration", noun="curfew", veto=("deadline",))
    assert engine(strict).find_in_text("A 10-day curfew.")
    plain = definition("a", "count", noun="person", veto=("elapsed",))
    assert engine(plain).find_in_text("After 12 villagers left, it rained.") == ()


@pytest.mark.parametrize(
    "text",
    [
        "7 " * 50_000,
        "12 villagers died and " * 5_000,
        "“" * 20_000,
        "“a b c " * 5_000,
        "rescue … dig " * 8_000,
        "\u202e12 villagers died\u202c " * 2_000,
        "not " * 20_000 + "rescue 12 villagers",
    ],
)
def test_hostile_text_is_read_to_stated_limits(text):
    assert len(engine().find_in_text(text)) <= len(text)


def test_every_claim_of_the_public_face_is_there():
    assert {name for name in claims.__all__ if not hasattr(claims, name)} == set()
    assert stories.DEFINITIONS
