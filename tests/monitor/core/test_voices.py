import pytest

from monitor.core import voices


@pytest.mark.parametrize(
    ("text", "hedges"),
    [
        ("The army met about 20 people.", ("about",)),
        ("They may have left.", ("may",)),
        ("12 people were hurt at least.", ("at least",)),
        ("They spent about $20 there.", ("about",)),
        ("The alleged raid took place.", ("alleged",)),
        ("They walked about the town.", ()),
        ("They meet in May.", ()),
        ("They will leave.", ()),
        ("غادر نحو 20 عاملا.", ("نحو",)),
        ("الوفد قد يصل غدا.", ("قد يصل",)),
        ("الوفد قد وصل أمس.", ()),
        ("הסכר עלול לקרוס.", ("עלול",)),
    ],
)
def test_a_hedge_is_what_doubts_and_not_every_word_that_can(text: str, hedges: tuple[str, ...]):
    assert voices.find_voices(text).hedges == hedges


@pytest.mark.parametrize(
    ("text", "verbs", "sources"),
    [
        ("The army said it left.", ("said",), ("army",)),
        ("It left, according to the mayor.", ("according to",), ("mayor",)),
        ("قالت الشرطة إن الطريق آمن.", ("قالت",), ("الشرطه",)),
        ("לדברי המשטרה, הכביש פתוח.", ("לדברי",), ("המשטרה",)),
        ("The road is open.", (), ()),
    ],
)
def test_who_says_so_and_how_is_found(text: str, verbs: tuple[str, ...], sources: tuple[str, ...]):
    found = voices.find_voices(text)
    assert (found.verbs, found.sources) == (verbs, sources)


def test_a_verb_that_says_only_beside_a_quotation_is_none_without():
    assert voices.find_voices("“We left,” he admitted.").verbs == ("admitted",)
    assert voices.find_voices("He admitted it.").verbs == ()


def test_every_span_is_where_its_words_stand():
    text = "The army  said about 20 people may have left."
    found = voices.find_voices(text)
    spans = (found.source_spans, found.verb_spans, found.hedge_spans, found.modal_spans)
    assert [[text[start:end] for start, end in places] for places in spans] == [
        ["The army"],
        ["said"],
        ["about", "may"],
        ["may"],
    ]
