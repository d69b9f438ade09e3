import pytest

from monitor.core import noise
from monitor.core.noise import Verdict


@pytest.mark.parametrize(
    ("names", "verdict"),
    [
        ("article-body", Verdict.PLAIN),
        ("relatedLinks", Verdict.NOISE),
        ("story__most-read box", Verdict.NOISE),
        ("comments", Verdict.NOISE),
        ("has-comments no-ads story", Verdict.PLAIN),
        ("shareholders adjacent", Verdict.PLAIN),
        ("sharing-with-a-single-developer", Verdict.PLAIN),
        ("share-bar", Verdict.SHARE),
        ("sidebar-facts", Verdict.FACTS),
        ("story__at-a-glance", Verdict.FACTS),
        ("related-facts", Verdict.NOISE),
        ("read-more-content", Verdict.DOUBTFUL),
        ("related editors-note", Verdict.CORRECTION),
        ("articleCorrection", Verdict.CORRECTION),
        ("EditorNote", Verdict.CORRECTION),
        ("", Verdict.PLAIN),
    ],
)
def test_names_are_judged_by_whole_words(names: str, verdict: Verdict):
    assert noise.judge_names(names) is verdict


@pytest.mark.parametrize(
    "line",
    [
        "Updated 3 minutes ago",
        "Last updated on Sept 3, 2025 at 10:04 a.m.",
        "Published 2 hours ago | 1,234 views",
        "3 min read",
        "12 comments",
        "20 days ago",
        "Advertisement",
        "לפני 5 דקות",
        "עודכן: לפני 2 שעות",
        "منذ 5 دقائق",
        "آخر تحديث: قبل 3 ساعات",
        "1,204 צפיות",
        "204 people are reading this story now",
        "12 readers right now",
        "8 Retweets 11 Likes",
        "Comments (12)",
        "Views: 1,204",
        "❤️ 12",
        "Reading time: 4 minutes",
        "זמן קריאה: 4 דקות",
        "مدة القراءة: 4 دقائق",
        "עודכן לאחרונה: 9.9.2025, 10:04",
        "פורסם ב-9 בספטמבר 2025",
        "آخر تحديث: 9 سبتمبر 2025 - 10:04",
    ],
)
def test_lines_that_tick_by_themselves_are_volatile(line: str):
    assert noise.drop_volatile(line) == ""


@pytest.mark.parametrize(
    "line",
    [
        "20",
        "20 killed",
        "+ 20",
        "(20)",
        "$20",
        "20 people are held",
        "20 people here in Gaza",
        "עודכן: 20 חטופים",
        "تحديث: 20 رهينة",
        "20 hostages",
        "Updated: 20 hostages freed",
        "Updated 20 dead",
        "He left 3 days ago",
        "Two days ago",
        "Alive: 20",
        "20 | 28",
        "",
        "|",
        "Updated " + "1 " * 90,
    ],
)
def test_lines_that_may_be_news_are_not(line: str):
    assert noise.drop_volatile(line) == line


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("By Ada Moss | Updated: 10 min ago", "By Ada Moss"),
        ("12 comments · World · 3 min read", "World"),
        ("20 hostages | 12 comments | 28 dead", "20 hostages | 28 dead"),
    ],
)
def test_only_the_parts_of_a_line_that_tick_are_dropped(line: str, kept: str):
    assert noise.drop_volatile(line) == kept


def test_a_long_line_keeps_its_dates():
    line = "1 Sep 2025 | " + "and so on " * 20
    assert noise.drop_dates(line) == line


@pytest.mark.parametrize(
    "names",
    [
        "e1ad",
        "styles_article__Ee5Ad article",
        "elementor-element elementor-widget-text-editor",
        "wp-block-group",
    ],
)
def test_a_name_made_up_by_a_build_step_or_a_page_builder_is_no_noise(names: str):
    assert noise.judge_names(names) is noise.Verdict.PLAIN


@pytest.mark.parametrize("names", ["ad1", "top10Ads", "box2-ad", "widget", "market-data"])
def test_a_digit_beside_a_telling_name_hides_nothing(names: str):
    assert noise.judge_names(names) in {noise.Verdict.NOISE, noise.Verdict.DOUBTFUL}
