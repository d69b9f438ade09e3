from datetime import datetime

import pytest

from monitor import model
from tests import builders


@pytest.mark.parametrize("kind", [model.MarkKind.NOT_A_CHANGE, model.MarkKind.NOTE])
def test_a_change_called_none_needs_a_reason_and_a_note_needs_words(kind):
    with pytest.raises(ValueError, match="needs words"):
        builders.mark(kind, text=" \n")
    assert builders.mark(kind, text="an advertisement").text == "an advertisement"


def test_a_mark_says_only_so_much():
    assert builders.mark(text="x" * model.MOST_MARK_CHARS)
    with pytest.raises(ValueError, match="2000 characters"):
        builders.mark(text="x" * (model.MOST_MARK_CHARS + 1))


@pytest.mark.parametrize("name", ["dana", "Dana.Levy@news.example", "דנה", "منى-2", "x" * 64])
def test_names_are_of_any_script(name):
    assert builders.user(name).name == builders.token(name).name == name


@pytest.mark.parametrize(
    "name", ["", "x" * 65, "two words", "token:archive", "a\n", "<b>", "a/b", "\u202edana"]
)
def test_names_that_could_be_taken_for_something_else_are_refused(name):
    assert not model.is_name(name)
    for build in (builders.user, builders.token):
        with pytest.raises(ValueError, match="name is of letters"):
            build(name)


@pytest.mark.parametrize(
    "build",
    [
        lambda at: builders.mark(at=at),
        lambda at: builders.user(added_at=at),
        lambda at: builders.session(begun_at=at),
        lambda at: builders.session(ends_at=at),
        lambda at: model.Token(name="a", scope=model.Scope.READ, sha256="", added_at=at),
    ],
)
def test_instants_have_a_zone(build):
    with pytest.raises(ValueError, match="must be an aware datetime"):
        build(datetime(2025, 9, 1))  # noqa: DTZ001
