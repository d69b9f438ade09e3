"""Numbers of the text and its days, which say nothing of the story, and those that do."""

import pytest

from tests.monitor.core.deltas import words_of


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Correction: it was 20 trucks.", "Correction: it was 30 trucks."),
        ("The trucks crossed. An earlier version of this article said 20.", "The trucks crossed. An earlier version of this article said 30."),
        ("DOHA, March 5 (Wire) — The talks went on.", "DOHA, March 6 (Wire) — The talks went on."),
        ("5 March. The talks went on.", "6 March. The talks went on."),
        ("It was 20 years on 7 October 2023, the wire updated.", "It was 20 years on 8 October 2024, the wire updated."),
        ("It was updated at 10:30 on 5 March.", "It was updated at 11:45 on 6 March."),
        ("It was day 345 of the war.", "It was day 346 of the war."),
        ("TALKS/LISTS (UPDATE 1)", "TALKS/LISTS (UPDATE 2)"),
        ("Update 2: the talks went on.", "Update 3: the talks went on."),
        ("Day 345: the talks went on.", "Day 346: the talks went on."),
        ("On day 12 of the walkout talks went on.", "On day 13 of the walkout talks went on."),
        ("في اليوم 345 من الحرب جرت محادثات.", "في اليوم 346 من الحرب جرت محادثات."),
        ("ביום 345 למלחמה נמשכו השיחות.", "ביום 346 למלחמה נמשכו השיחות."),
        ("Talks entered their 10th day.", "Talks entered their 12th day."),
        ("Talks stretched into a third day.", "Talks stretched into a fourth day."),
        ("أطلق سراح الرجل يوم الاثنين.", "أطلق سراح الرجل أمس."),
        ("המחבל שוחרר ביום שני בבוקר.", "המחבל שוחרר ביום שלישי בבוקר."),
        ("1,204 views", "1,377 views"),
    ],
)  # fmt: skip
def test_notices_dates_of_the_day_and_page_furniture_are_left_out(old, new):
    assert words_of(old, new) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "On that day {} remained in the tunnel.",
        "By the next day {} of the miners were out.",
        "In the past week {} of the miners were found.",
        "On Christmas day {} sailors were missing.",
        "They rejected version {} of the plan.",
        "It was the last update {} miners sent.",
        "He signed the plan, version {}.",
        "في ذلك اليوم {} من العمال خرجوا.",
        "اليوم {} عاملا خرجوا من المنجم.",
        "באותו יום {} כורים נותרו במכרה.",
        "הם דחו את גרסה {} של התוכנית.",
    ],
)
def test_a_number_that_does_not_number_the_text_or_its_days_is_found(sentence):
    assert words_of(sentence.format(20), sentence.format(22)) == [("number", "20", "22")]
