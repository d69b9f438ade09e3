from monitor.core import quotations, sides


def side(text: str) -> sides.Side:
    return sides.Side(text, quotations.find_quoted(text))


def test_what_is_quoted_leaves_out_its_dress_and_keeps_what_an_editor_put_in():
    assert side("He said “We — Go”.").said == side('He said "we go".').said
    assert side("He said “we … go”.").said == side("He said “we... go”.").said
    assert side("He said “we … go”.").said != side("He said “we go”.").said
    assert side("He said “[they] go”.").said != side("He said “they go”.").said


def test_the_dateline_is_no_part_of_the_body():
    assert side("NORVIK (Delta Wire) — It rained.").body.strip() == "It rained."


def test_verbs_and_sources_inside_a_quotation_are_its_own_words():
    text = side("Moss said: “The army claimed it.”")
    everywhere = set(range(len(text.words)))
    assert text.list_verbs(everywhere) == ["said"]
    assert text.list_verbs(everywhere - {1}) == []
    assert text.told_sources == {"moss"}


def test_a_word_with_a_mark_inside_is_listed_without_it():
    assert side('המצב כ"נואש" שם.').list_glued() == ["כנואש"]


def test_figures_are_counted_without_their_hedges():
    assert side("Some 20 left.").plain_figures == side("20 left.").plain_figures
    assert side("Some 20 left.").plain_figures != side("22 left.").plain_figures
