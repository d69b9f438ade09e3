import pytest

from monitor import model
from tests import builders


@pytest.mark.parametrize("kind", list(model.CheckKind))
def test_a_check_is_quiet_when_it_found_the_article_as_it_was(kind: model.CheckKind):
    quiet = {model.CheckKind.UNCHANGED, model.CheckKind.NOT_MODIFIED}
    assert builders.check_outcome(kind=kind).is_quiet == (kind in quiet)


@pytest.mark.parametrize(
    "news",
    [
        {"change": builders.change()},
        {"canonical_url": "https://ledger.example/other"},
        {"moved_to": "https://ledger.example/moved"},
    ],
)
def test_a_check_that_brings_anything_is_not_quiet(news: dict):
    assert not builders.check_outcome(kind=model.CheckKind.UNCHANGED, **news).is_quiet
