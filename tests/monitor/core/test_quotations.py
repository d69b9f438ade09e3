import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core import quotations


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("He said: “We go.”", ["We go."]),
        ("'Nobody came,' said Karin's mother.", ["Nobody came,"]),
        ('She called it "bad" and "worse".', ["bad", "worse"]),
        ("«انتهى الأمر»، قال المدرب.", ["انتهى الأمر"]),
        ('דובר צה"ל אמר "כן" ו"לא עכשיו".', ["כן", "לא עכשיו"]),
        ("המצב ״קשה״ ביו״ש", ["קשה"]),
        ("“He said ‘never’ to us,” she said.", ["He said ‘never’ to us,"]),
        ("“It is over,” he said. “We go home", ["It is over,", "We go home"]),
        ("“One paragraph.\n\n“And the next.”", ["One paragraph.", "And the next."]),
        ('It is 5" wide, no more', []),
        ("The players' bus didn't come.", []),
        ('ends with "', []),
    ],
)
def test_what_stands_inside_quotation_marks_is_found(text, quoted):
    assert [text[start:end] for start, end in quotations.find_quoted(text)] == quoted


@given(st.text(st.sampled_from("a ב“”\"'‘’«»״\n."), max_size=40))
def test_stretches_lie_in_the_text_in_order_and_apart(text):
    edges = [edge for stretch in quotations.find_quoted(text) for edge in stretch]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(text) for edge in edges)
