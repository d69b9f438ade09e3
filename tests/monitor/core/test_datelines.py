import pytest

from monitor.core import datelines


@pytest.mark.parametrize(
    ("dateline", "rest"),
    [
        ("GAZA CITY, Nov 3 (Agency) — ", "The port reopened."),
        ("NORVIK, Norland — ", "The port reopened."),
        ("NORVIK/OSTERBY (Delta Wire) - ", "The port reopened."),
        ("Norvik (Delta Wire) -- ", "The port reopened."),
        ("كارشيفا 3 نوفمبر (وكالة دلتا) - ", "أعيد فتح الميناء."),
        ("نورفيك - ", "أعيد فتح الميناء."),
        ("אוסטרבי – ", "הנמל נפתח."),
    ],
)
def test_a_dateline_is_found(dateline, rest):
    assert datelines.find_dateline(dateline + rest) == len(dateline)


@pytest.mark.parametrize(
    "text", ["The port - the largest one - reopened.", "Police (20 of them) came.", "", "A - B", "הנמל נפתח."]
)
def test_what_is_none_is_not(text):
    assert datelines.find_dateline(text) == 0
