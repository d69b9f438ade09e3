"""Paths to lead on to after a form: only such as stay on this page."""

import re


def safe_path(path: str, otherwise: str = "/") -> str:
    """Return a path of this page, or another one for anything that could lead elsewhere."""
    return path if re.fullmatch(r"/(?![/\\])[\x21-\x7e]*", path) else otherwise
