import os
import stat
from ipaddress import ip_network
from pathlib import Path

import pytest

from monitor import errors
from monitor.app import settings


@pytest.fixture(autouse=True)
def bare(tmp_path, monkeypatch):
    """Run in an empty folder with no variable of ours."""
    for name in [name for name in os.environ if name.startswith(settings.PREFIX)]:
        monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_with_nothing_set_it_runs_here_on_loopback_with_sqlite():
    found = settings.load_settings()
    assert found.data_dir == Path("data")
    assert found.database_url == "sqlite:///data/claimwatch.db"
    assert (found.host, found.port, found.base_url) == ("127.0.0.1", 8000, "http://127.0.0.1:8000")
    assert found.allowed_addresses == ()
    assert settings.find_watchlist(found) == settings.shipped_watchlist()
    assert settings.shipped_watchlist().is_file()


def test_variables_come_before_the_env_file_and_empty_ones_count_as_unset(bare, monkeypatch):
    (bare / ".env").write_text("CLAIMWATCH_PORT=9000\nCLAIMWATCH_HOST=::1\nCLAIMWATCH_CONTACT=\nOTHER=1\n")
    monkeypatch.setenv("CLAIMWATCH_PORT", "9001")
    monkeypatch.setenv("CLAIMWATCH_DATA_DIR", "/var/lib/claimwatch")
    monkeypatch.setenv("CLAIMWATCH_LOG_LEVEL", "")
    found = settings.load_settings()
    assert (found.port, found.host, found.contact, found.log_level) == (9001, "::1", "", "info")
    assert found.database_url == "sqlite:////var/lib/claimwatch/claimwatch.db"
    assert found.base_url == "http://[::1]:9001"
    assert settings.load_settings(None).host == "127.0.0.1"


def test_the_env_file_lends_the_secrets_that_a_watchlist_names(bare, monkeypatch):
    (bare / ".env").write_text("ROOM_URL=https://hooks.example/a\nTHERE=file\nBARE\n")
    monkeypatch.setenv("THERE", "environment")
    environ = settings.read_environ()
    assert environ["ROOM_URL"] == "https://hooks.example/a"
    assert environ["THERE"] == "environment"
    assert "BARE" not in environ
    assert "ROOM_URL" not in settings.read_environ(None)


def test_a_watchlist_in_the_working_folder_is_used_unless_another_is_named(bare, monkeypatch):
    (bare / "watchlist.toml").touch()
    assert settings.find_watchlist(settings.load_settings()) == Path("watchlist.toml")
    monkeypatch.setenv("CLAIMWATCH_WATCHLIST", "desk.toml")
    assert settings.find_watchlist(settings.load_settings()) == Path("desk.toml")


def test_networks_are_read_as_a_list(monkeypatch):
    monkeypatch.setenv("CLAIMWATCH_ALLOWED_ADDRESSES", "10.20.0.0/16, ::1,")
    assert settings.load_settings().allowed_addresses == (ip_network("10.20.0.0/16"), ip_network("::1/128"))


@pytest.mark.parametrize(
    ("name", "value", "what"),
    [
        ("PORT", "eighty", "no whole number"),
        ("PORT", "0", "at least 1"),
        ("PORT", "70000", "at most 65535"),
        ("HOST_GAP", "soon", "no number"),
        ("HOST_GAP", "-1", "at least 0"),
        ("BUDGET_PER_HOUR", "0", "more than 0"),
        ("FETCH_TIMEOUT", "nan", "at most 300"),
        ("SMTP_TLS", "ssl", "none of the choices"),
        ("LOG_LEVEL", "loud", "none of the choices"),
        ("BASE_URL", "news.example", "no web address"),
        ("BASE_URL", "https://me:pw@news.example", "no web address"),
        ("CONTACT", "a\nb", "not on one line"),
        ("SMTP_FROM", "Claimwatch", "no sender"),
        ("ALLOWED_ADDRESSES", "10.0.0.0/40", "no network"),
        ("DATABASE_URL", "mysql://db/claims", "no database"),
    ],
)
def test_a_wrong_value_names_its_variable_and_what_to_write(monkeypatch, name, value, what):
    monkeypatch.setenv(f"CLAIMWATCH_{name}", value)
    with pytest.raises(errors.ConfigError) as caught:
        settings.load_settings()
    [(where, found, fix)] = caught.value.problems
    assert where == f"CLAIMWATCH_{name}"
    assert what in found
    assert fix.startswith(f"CLAIMWATCH_{name}=")


def test_a_wrong_value_is_not_repeated_for_it_may_be_a_secret(monkeypatch):
    monkeypatch.setenv("CLAIMWATCH_DATABASE_URL", "mysql://me:s3cret@db/claims")
    monkeypatch.setenv("CLAIMWATCH_SMTP_FROM", "s3cret")
    monkeypatch.setenv("CLAIMWATCH_ALLOWED_ADDRESSES", "s3cret")
    with pytest.raises(errors.ConfigError) as caught:
        settings.load_settings()
    assert len(caught.value.problems) == 3
    assert "s3cret" not in str(caught.value) + str(caught.value.problems)


def test_all_wrong_values_are_told_at_once(monkeypatch):
    monkeypatch.setenv("CLAIMWATCH_PORT", "x")
    monkeypatch.setenv("CLAIMWATCH_THREDS", "fine: this may be anybody's")
    monkeypatch.setenv("CLAIMWATCH_DATADIR", "a slip")
    monkeypatch.setenv("CLAIMWATCH_SLACK_URL", "a secret of the watchlist's")
    with pytest.raises(errors.ConfigError) as caught:
        settings.load_settings()
    assert [where for where, _, _ in caught.value.problems] == ["CLAIMWATCH_DATADIR", "CLAIMWATCH_PORT"]
    assert caught.value.problems[0][2] == "did you mean CLAIMWATCH_DATA_DIR?"


def test_no_repr_shows_a_secret(monkeypatch):
    for name in ("SMTP_PASSWORD", "SENTRY_DSN"):
        monkeypatch.setenv(f"CLAIMWATCH_{name}", "https://s3cret@x.example/1")
    monkeypatch.setenv(
        "CLAIMWATCH_DATABASE_URL", "postgresql://me:s3c:r@et@db.example/claims?password=s3cret"
    )
    found = settings.load_settings()
    assert "s3c" not in repr(found) + str(found) + found.database_name
    assert found.database_name == "postgresql://…@db.example/claims"
    assert found.sentry_dsn.get_secret_value() == "https://s3cret@x.example/1"


def test_the_database_is_named_as_it_is_where_it_has_no_login():
    assert settings.load_settings().database_name == "sqlite:///data/claimwatch.db"


def test_mail_settings_are_read_from_any_environment():
    mail = settings.read_mail(
        {"CLAIMWATCH_SMTP_HOST": "mail.example", "CLAIMWATCH_SMTP_PORT": "", "PATH": "x"}
    )
    assert (mail.smtp_host, mail.smtp_port, mail.smtp_tls) == ("mail.example", None, "starttls")


def test_a_written_env_file_names_every_setting_and_sets_none(bare):
    written = settings.render_env()
    for name in settings.Settings.model_fields:
        assert f"# CLAIMWATCH_{name.upper()}=" in written
    (bare / ".env").write_text(written)
    assert settings.load_settings() == settings.load_settings(None)


def test_every_line_of_a_written_env_file_can_be_taken(bare):
    lines = [line.removeprefix("# ") for line in settings.render_env().splitlines()]
    (bare / ".env").write_text("\n".join(line for line in lines if line.startswith("CLAIMWATCH_")))
    assert settings.load_settings().smtp_host == "smtp.news.example"


def test_the_env_example_in_the_repository_is_the_one_that_is_written():
    example = Path(__file__).parents[3] / ".env.example"
    assert example.read_text(encoding="utf-8") == settings.render_env()
    assert not example.stat().st_mode & stat.S_IXUSR
