"""Who may see the page, by the command line."""

import json
import stat

import pytest

from monitor import model
from monitor.app import roster, users_file

PASSWORD = b"correct horse battery\n"


def test_a_user_is_added_listed_and_taken_away(run, folder):
    answer = run("page", "add-user", "dana", "--role", "editor", stdin=PASSWORD)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out == f"dana may see the page as editor. Written to {folder / 'users.toml'}.\n"
    assert stat.S_IMODE((folder / "users.toml").stat().st_mode) == 0o600
    assert b"correct" not in (folder / "users.toml").read_bytes()
    found = roster.FileRoster(folder / "users.toml").check_password("dana", "correct horse battery")
    assert found.role is model.Role.EDITOR
    assert run("page", "list-users").out.startswith("dana  editor, since 20")
    listed = json.loads(run("page", "list-users", "--json").out)
    assert (listed["name"], listed["role"], listed["has_password"]) == ("dana", "editor", True)
    assert run("page", "remove-user", "Dana").out == "Dana may see the page no more.\n"
    assert run("page", "list-users").out == f"No users in {folder / 'users.toml'}.\n"
    again = run("page", "remove-user", "dana")
    assert (again.code, again.err) == (2, "There is no user dana.\n")


def test_a_name_is_given_once_unless_it_is_to_be_replaced(run, folder):
    run("page", "add-user", "dana", stdin=PASSWORD)
    before = users_file.read_register(folder / "users.toml")
    answer = run("page", "add-user", "Dana", "--role", "editor", stdin=b"another password\n")
    assert answer.code == 2
    assert "There is a user Dana already. Add --replace" in answer.err
    assert users_file.read_register(folder / "users.toml") == before
    run("page", "add-user", "dana", "--role", "editor", "--replace", stdin=b"another password\n")
    (user,) = users_file.read_register(folder / "users.toml").users
    assert user.role is model.Role.EDITOR
    assert user.added_at > before.users[0].added_at


@pytest.mark.parametrize("typed", [b"", b"short\n", b"x" * 1025, b"a-name-of-some-length\n"])
def test_a_password_that_is_none_is_refused(run, folder, typed):
    answer = run("page", "add-user", "a-name-of-some-length", stdin=typed)
    assert answer.code == 2
    assert answer.err.startswith("That password is not taken. It needs 10 characters at least")
    assert not (folder / "users.toml").exists()


@pytest.mark.parametrize("command", ["add-user", "add-token"])
def test_a_name_that_is_none_is_refused(run, command):
    answer = run("page", command, "two words", stdin=PASSWORD)
    assert (answer.code, answer.err.count("\n")) == (2, 1)
    assert answer.err.startswith("That cannot be a name.")


def test_a_user_whom_a_proxy_names_has_no_password(run, folder):
    run("page", "add-user", "דנה", "--no-password")
    assert "דנה  reader, named by a proxy, since" in run("page", "list-users").out
    assert users_file.read_register(folder / "users.toml").users[0].password_hash == ""


def test_a_token_is_shown_once_and_kept_as_its_hash(run, folder):
    answer = run("page", "add-token", "archive", "--scope", "write")
    secret = answer.out.strip()
    assert secret.startswith("cw_")
    assert "it is not shown again" in answer.err
    assert secret not in answer.err
    assert secret not in (folder / "users.toml").read_text()
    assert roster.FileRoster(folder / "users.toml").find_token(secret).scope is model.Scope.WRITE
    assert run("page", "list-tokens").out.startswith("archive  write, since 20")
    assert json.loads(run("page", "list-tokens", "--json").out)["scope"] == "write"
    assert run("page", "add-token", "Archive").code == 2
    assert run("page", "remove-token", "archive").code == 0
    assert run("page", "remove-token", "archive").err == "There is no token archive.\n"
    assert run("page", "list-tokens").out.startswith("No tokens in ")


def test_the_file_is_where_the_settings_say(run, folder, monkeypatch):
    monkeypatch.setenv("CLAIMWATCH_USERS_FILE", "kept/users.toml")
    assert run("page", "add-user", "dana", stdin=PASSWORD).code == 2
    (folder / "kept").mkdir()
    assert run("page", "add-user", "dana", stdin=PASSWORD).code == 0
    assert (folder / "kept" / "users.toml").is_file()


@pytest.mark.parametrize("command", ["run", "page"])
def test_a_users_file_that_is_broken_stops_the_start(run, folder, command):
    (folder / "users.toml").write_text("broken")
    answer = run(command)
    assert answer.code == 2
    assert "users.toml" in answer.err
    assert not (folder / "data").exists()


def test_a_header_that_nobody_may_send_stops_the_start(run, folder, monkeypatch):
    monkeypatch.setenv("CLAIMWATCH_PROXY_HEADER", "X-Remote-User")
    answer = run("page")
    assert answer.code == 2
    assert "CLAIMWATCH_PROXY_ADDRESSES" in answer.err
