"""Users and tokens by a real file, passwords by real argon2."""

import stat
from dataclasses import replace
from pathlib import Path

import pytest

from monitor import errors, model
from monitor.app import roster, users_file
from tests import builders


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "users.toml"


def write(path: Path, *users: model.User, tokens: tuple[model.Token, ...] = ()) -> None:
    register = users_file.Register(users=users, tokens=tokens)
    users_file.change_register(path, lambda _: register)


def test_what_is_written_is_read_and_is_its_owners_alone(path: Path):
    token = builders.token("ארכיון")
    write(
        path, builders.user("Dana.Levy@news.example"), builders.user("منى", password_hash=""), tokens=(token,)
    )
    found = users_file.read_register(path)
    assert [user.name for user in found.users] == ["Dana.Levy@news.example", "منى"]
    assert found.users[0] == builders.user("Dana.Levy@news.example")
    assert found.tokens == (token,)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [one.name for one in path.parent.iterdir()] == ["users.toml"]


def test_a_file_that_is_not_there_names_nobody(path: Path):
    assert users_file.read_register(path) == users_file.Register()
    assert not roster.FileRoster(path).has_users()


def test_a_file_open_to_others_is_closed_by_the_next_writing(path: Path):
    path.write_text("")
    path.chmod(0o644)
    write(path, builders.user())
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_file_open_to_others_is_told_at_the_start(path: Path, capsys):
    write(path, builders.user())
    roster.FileRoster(path)
    assert capsys.readouterr().out == ""
    path.chmod(0o640)
    roster.FileRoster(path)
    assert "can be read by others" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("users = 3", "users"),
        ("[[users]]\nname = 'dana'", "users.0.role"),
        ("[[users]]\nname = 'a b'\nrole = 'editor'\nadded_at = 2025-09-01T00:00:00Z", "users.0.name"),
        ("[[users]]\nname = 'dana'\nrole = 'chief'\nadded_at = 2025-09-01T00:00:00Z", "users.0.role"),
        ("[[users]]\nname = 'dana'\nrole = 'editor'\nadded_at = 2025-09-01T00:00:00", "users.0.added_at"),
        ("[[user]]\nname = 'dana'", "user"),
        (
            "[[tokens]]\nname = 'a'\nscope = 'read'\nsha256 = 'x'\nadded_at = 2025-09-01T00:00:00Z",
            "tokens.0.sha256",
        ),
        ("not toml", "no TOML"),
        (
            "\n".join(
                f"[[users]]\nname = '{name}'\nrole = 'editor'\nadded_at = 2025-09-01T00:00:00Z"
                for name in ("dana", "Dana")
            ),
            "two have one name",
        ),
    ],
)
def test_a_file_that_says_anything_else_is_refused_with_the_place(path: Path, text: str, named: str):
    path.write_text(text)
    with pytest.raises(errors.ConfigError) as caught:
        roster.FileRoster(path)
    assert named in str(caught.value.problems)


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path):
    with pytest.raises(errors.InputError, match="CLAIMWATCH_USERS_FILE"):
        write(tmp_path / "nowhere" / "users.toml", builders.user())


def test_a_password_is_right_or_nobody_is_there(path: Path):
    dana = builders.user(password_hash=roster.hash_password("pässword עברית"))
    write(
        path, dana, builders.user("proxied", password_hash=""), builders.user("odd", password_hash="no hash")
    )
    known = roster.FileRoster(path)
    assert known.check_password("DANA", "pässword עברית") == dana
    # Typed as letter and accent.
    assert known.check_password("dana", "pa\u0308ssword עברית") == dana
    assert known.check_password("dana", "password") is None
    assert known.check_password("nobody", "pässword עברית") is None
    assert known.check_password("proxied", "") is None
    assert known.check_password("odd", "no hash") is None
    assert known.check_password("dana", "\udcff") is None


def test_the_hash_of_a_password_is_argon2_and_never_twice_the_same():
    assert roster.hash_password("one").startswith("$argon2id$")
    assert roster.hash_password("one") != roster.hash_password("one")


def test_whoever_is_added_or_taken_off_is_so_at_once(path: Path):
    known = roster.FileRoster(path)
    write(path, builders.user(), tokens=(builders.token(secret="cw_a"),))
    assert known.has_users()
    assert known.find_user("Dana") == builders.user()
    assert known.find_token("cw_a") == builders.token(secret="cw_a")
    assert known.find_token("cw_b") is None
    write(path)
    assert not known.has_users()
    assert known.find_token("cw_a") is None


def test_a_file_that_breaks_while_the_service_runs_changes_nothing(path: Path, capsys):
    write(path, builders.user())
    known = roster.FileRoster(path)
    path.write_text("broken")
    assert known.find_user("dana") == known.find_user("dana") == builders.user()
    assert capsys.readouterr().out.count("what it said before goes on") == 1
    write(path.with_name("whole.toml"), replace(builders.user(), role=model.Role.READER))
    path.with_name("whole.toml").replace(path)
    assert known.find_user("dana") == builders.user(role=model.Role.READER)
