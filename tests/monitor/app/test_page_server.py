"""The address of the report page; what it refuses is held by `cli/test_run.py`."""

import socket
from datetime import timedelta

import pytest

from monitor import errors
from monitor.app import page_server, settings, users_file
from tests import builders
from tests.fakes.store import FakeStore


@pytest.mark.enable_socket
def test_a_name_is_loopback_where_it_leads_there():
    with page_server.bind_page("localhost", 0) as bound:
        assert bound.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN)


def build_settings(tmp_path, **fields) -> settings.Settings:
    return settings.Settings(_env_file=None, users_file=tmp_path / "users.toml", **fields)


def test_a_page_is_guarded_by_users_by_a_proxy_or_by_the_operators_word(tmp_path):
    assert not page_server.is_guarded(build_settings(tmp_path))
    assert page_server.is_guarded(build_settings(tmp_path, allow_open_page=True))
    proxied = build_settings(tmp_path, proxy_header="X-Remote-User", proxy_addresses="127.0.0.1")
    assert page_server.is_guarded(proxied)
    users_file.change_register(
        tmp_path / "users.toml", lambda _: users_file.Register(tokens=(builders.token(),))
    )
    assert not page_server.is_guarded(build_settings(tmp_path))
    users_file.change_register(
        tmp_path / "users.toml", lambda _: users_file.Register(users=(builders.user(),))
    )
    assert page_server.is_guarded(build_settings(tmp_path))


def test_a_header_without_a_proxy_is_refused(tmp_path):
    with pytest.raises(errors.InputError, match="CLAIMWATCH_PROXY_ADDRESSES"):
        page_server.is_guarded(build_settings(tmp_path, proxy_header="X-Remote-User"))


@pytest.mark.parametrize(
    ("host", "is_loopback"),
    [
        ("127.0.0.1", True),
        ("127.9.9.9", True),
        ("::1", True),
        ("0.0.0.0", False),
        ("::", False),
        ("192.0.2.1", False),
    ],
)
def test_only_this_machine_reaches_loopback(tmp_path, host, is_loopback):
    door = page_server.build_door(build_settings(tmp_path, host=host), store=FakeStore())
    assert door.is_loopback is is_loopback


def test_the_door_is_as_the_settings_say(tmp_path):
    found = build_settings(
        tmp_path, base_url="https://watch.example", push_url="https://push.example", session_hours=2
    )
    door = page_server.build_door(found, store=FakeStore())
    assert door.is_secure
    assert door.knows_host("push.example")
    assert door.session_span == timedelta(hours=2)
