"""Which sentences open with another time."""

from datetime import UTC, datetime

import pytest

from monitor.core import backdrop

AT = datetime(2025, 9, 2, tzinfo=UTC)


@pytest.mark.parametrize(
    "sentence",
    [
        "In June, 22 hostages were alive.",
        "In May, 30 hostages were alive.",
        "In October 2024, 60 hostages were alive.",
        "On Oct. 7, 2023, 251 people were taken.",
        "A month ago 24 hostages were alive.",
        "Last year, 30 hostages were alive.",
        "At the start of the war 150 hostages were alive.",
        "Earlier, officials had said 22.",
        "في يونيو، كان 22 رهينة أحياء.",
        "قبل شهر كان 24 رهينة أحياء.",
        "في العام الماضي كان 30 رهينة أحياء.",
        "ביוני 2024 היו 22 חטופים חיים.",
        "לפני חודש היו 24 חטופים חיים.",
    ],
)
def test_what_opens_with_another_time_speaks_of_it(sentence):
    assert backdrop.speaks_of_another_time(sentence, at=AT)


@pytest.mark.parametrize(
    "sentence",
    [
        "",
        "Officials said 20 hostages are alive.",
        "On Monday officials said 20 hostages are alive.",
        "By Friday only 18 hostages were alive.",
        "On 31 August officials said 20 hostages are alive.",
        "In September 2025, 20 hostages are alive.",
        "Since the January deal, 20 hostages are alive.",
        "Some 48 hostages taken on 7 October 2023 are held.",
        "Twenty living hostages, taken in October 2023, are held.",
        "Officials said 20 hostages are alive, down from 24 in June.",
        "In the deal, 10 living hostages would go free.",
        "قال مسؤولون إن 20 رهينة أحياء.",
        "في تشرين الأول كان 20 رهينة أحياء.",
        "גורמים אמרו כי 20 חטופים חיים.",
    ],
)
def test_any_other_sentence_speaks_of_now(sentence):
    assert not backdrop.speaks_of_another_time(sentence, at=AT)


def test_the_month_before_is_still_news_over_new_year():
    sentence = "In December, 20 hostages were alive."
    assert not backdrop.speaks_of_another_time(sentence, at=datetime(2026, 1, 3, tzinfo=UTC))
    assert backdrop.speaks_of_another_time(sentence, at=datetime(2026, 2, 3, tzinfo=UTC))
