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
