"""`claimwatch init`: a folder to work in, made from the shipped example. Refuses to overwrite anything."""

from pathlib import Path
from typing import Annotated

import typer

from monitor import errors
from monitor.app.cli import printing


def init(
    folder: Annotated[Path, typer.Argument(help="Where to write; made if it is not there.")] = Path(),
) -> None:
    """Write a watchlist with its claim definitions, and a .env, to begin with."""
    files = _find_files(folder)
    if taken := [str(path) for path in files if path.exists() or path.is_symlink()]:
        raise errors.InputError(
            f"Not overwritten: {', '.join(taken)}.", hint="Name another folder, or move what is there away."
        )
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for path, content in files.items():
            # The .env will hold secrets: it is its owner's alone from the start.
            path.touch(mode=0o600 if path.name == ".env" else 0o644, exist_ok=False)
            path.write_text(content, encoding="utf-8")
            printing.out.print(f"wrote {path}", markup=False)
    except OSError as error:
        raise errors.InputError(
            f"{folder} cannot be written to: {error.strerror}.", hint="Name another folder."
        ) from error
    printing.err.print(
        f"Next: cd {folder}, edit watchlist.toml and .env, then `claimwatch config check` and `claimwatch run`.",
        markup=False,
    )


def _find_files(folder: Path) -> dict[Path, str]:
    """Return what is to be written where: the shipped watchlist under its working name, what it includes, a .env."""
    from monitor.app import settings
    from monitor.app.watchlist import sources

    shipped = settings.shipped_watchlist()
    read, _ = sources.read_sources(shipped)
    files = {
        folder / source.path.relative_to(shipped.parent): source.path.read_text(encoding="utf-8")
        for source in read[1:]
    }
    return {
        folder / settings.OWN_WATCHLIST: shipped.read_text(encoding="utf-8"),
        **files,
        folder / settings.ENV_FILE: settings.render_env(),
    }
