import pytest

from monitor.core import numbers


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("8 people", "eight people"),
        ("zero", "0"),
        ("a hundred and six", "106"),
        ("a dozen eggs", "12 eggs"),
        ("half a dozen", "6"),
        ("a hundred thousand", "100,000"),
        ("1.9 million", "1 900 000"),
        ("1,234,567,890,123", "1 234 567 890 123"),
        ("20 per cent", "20%"),
        ("20 في المئة", "٢٠٪"),
        ("20 אחוזים", "20%"),
        ("the twenty-first", "the 21st"),
        ("5m", "5,000,000"),
        ("20 – 22", "20-22"),
        ("כעשרים", "כ-20"),
        ("بعشرين", "بـ20"),
        ("ثمانية وأربعون", "٤٨"),
        ("COVID-19", "Covid 19"),
        ("20-year", "20 year"),
        ("men – many – left", "men, many, left"),
    ],
)
def test_the_same_worth_is_the_same_pieces(one: str, other: str):
    assert numbers.parse_pieces(one) == numbers.parse_pieces(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("10 million-dollar homes", "10 million dollar homes"),
        ("10 million-", "10 million-5"),
        ("twenty four-year-olds", "twenty-four-year-olds"),
        ("20 per head", "20 per cent"),
        ("20 at a time", "20 a time"),
        ("5 m", "5m"),
        ("0.50", "0.5"),
        ("07", "7"),
        ("0,500", "500"),
        ("½", "1/2"),
        ("10²", "102"),
        ("x²", "x2"),
        ("$5", "€5"),
        ("5+", "5"),
        ("20-", "20"),
        ("−5", "5"),
        ("minus five", "five"),
        ("2\u03070", "20"),
        ("1" * 31, "1" * 32),
        ("the first", "the third"),
        ("it rose & fell", "it rose, fell"),
        ("\ufc5e", ""),
    ],
)
def test_another_worth_is_other_pieces(one: str, other: str):
    assert numbers.parse_pieces(one) != numbers.parse_pieces(other)


def test_signs_and_currencies_at_a_number_belong_to_it():
    pieces = numbers.parse_pieces("About -$20 & “many” of # dozens")
    assert [piece.text for piece in pieces if piece.is_number] == ["$", "20", "&", "many", "dozens"]
