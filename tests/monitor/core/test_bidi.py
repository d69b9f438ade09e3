from monitor.core import bidi


def test_a_text_is_isolated_and_nothing_stays_nothing():
    assert bidi.isolate("20 رهينة") == "\u206820 رهينة\u2069"
    assert bidi.isolate("") == ""


def test_each_right_to_left_run_in_our_own_text_is_isolated():
    assert (
        bidi.isolate_foreign("صحيفة الساحل: now קול says 20")
        == "\u2068صحيفة الساحل\u2069: now \u2068קול\u2069 says 20"
    )
    assert bidi.isolate_foreign("The Ledger: 22 -> 20") == "The Ledger: 22 -> 20"


def test_an_arrow_between_right_to_left_words_points_from_the_old_to_the_new():
    assert bidi.isolate_foreign('no claim: "עשרים" -> "שלושים"') == (
        'no claim: "\u2068עשרים\u2069" -> "\u2068שלושים\u2069"'
    )
    assert bidi.isolate_foreign("עשרים → שלושים") == "\u2068עשרים\u2069 → \u2068שלושים\u2069"


def test_words_of_any_other_script_end_a_right_to_left_run():
    assert bidi.isolate_foreign("קול Москва קול") == "\u2068קול\u2069 Москва \u2068קול\u2069"


def test_a_mark_of_direction_turns_no_number_behind_it_round():
    # A headline or name that ends in one: "22 → 20" behind it would read "20 → 22".
    assert bidi.isolate_foreign("Ledger\u200f: 22 → 20") == "Ledger\u2068\u200f\u2069: 22 → 20"
    assert bidi.isolate_foreign("Ledger\u061c: 22 → 20") == "Ledger\u2068\u061c\u2069: 22 → 20"


def test_right_to_left_scripts_beyond_the_first_plane_are_isolated():
    assert bidi.isolate_foreign("𞤀𞤁: 22 → 20") == "\u2068𞤀𞤁\u2069: 22 → 20"
