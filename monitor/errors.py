"""Every error we raise, drawn as a tree. Expected trouble is not here: it is a value (`model.Failure`).

ClaimwatchError              has `message`, and `hint`: what to do
├─ ConfigError               settings or watchlist: file, line, key, what is wrong, what to write
│  ├─ DefinitionError        a claim definition or lexicon that cannot work
│  └─ QueryError             a topic query that cannot be read
├─ InputError                a file, argument or JSON line a command was given
├─ NotFoundError             nothing is stored under that id or address
├─ StaleError                the row moved on between load and save; the work is dropped, another did it
├─ StorageError              the database cannot be reached, is locked, or is of another version
└─ StalledError              reading some bytes took too long and was stopped
"""


class ClaimwatchError(Exception):
    """Base of all. `str()` gives one plain sentence, and the hint when there is one."""

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".rstrip()


class ConfigError(ClaimwatchError):
    """A setting or the watchlist is wrong. `problems` lists each as (where, what, what to write)."""

    def __init__(
        self, message: str, *, hint: str = "", problems: tuple[tuple[str, str, str], ...] = ()
    ) -> None:
        super().__init__(message, hint=hint)
        self.problems = problems


class DefinitionError(ConfigError):
    """A claim definition or lexicon cannot work; `claim_id` names it where one is to blame."""

    def __init__(self, message: str, *, hint: str = "", claim_id: str | None = None) -> None:
        super().__init__(message, hint=hint)
        self.claim_id = claim_id


class QueryError(ConfigError):
    """A topic query cannot be read; `position` is the offending character, from 0."""

    def __init__(self, message: str, *, hint: str = "", position: int = 0) -> None:
        super().__init__(message, hint=hint)
        self.position = position


class InputError(ClaimwatchError):
    """A command was given something it cannot use."""


class NotFoundError(ClaimwatchError):
    """Nothing is stored under that id or address."""


class StaleError(ClaimwatchError):
    """The row moved on between load and save."""


class StorageError(ClaimwatchError):
    """The database cannot be used."""


class StalledError(ClaimwatchError):
    """Reading some bytes took too long and was stopped."""
