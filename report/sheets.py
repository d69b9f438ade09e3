"""Sheets: pages that stand alone in one file, with their style inside, and ask nothing of a network, a script or us.

They are opened from a disk, printed, mailed, kept. Next: `bundles` and `handover`, which make them.
"""

from importlib import resources
from typing import Any

import jinja2
import markupsafe


def render_sheet(environment: jinja2.Environment, template: str, **context: Any) -> bytes:
    """Fill a template that extends `sheet.html`."""
    # Our own file, and no stranger's text in it: it may stand between style tags as it is.
    style = markupsafe.Markup((resources.files("report") / "static" / "page.css").read_text("utf-8"))  # noqa: S704
    text = environment.get_template(template).render(style=style, **context)
    # Half a surrogate pair, which pages hold, cannot be encoded.
    return text.encode("utf-8", "replace")
