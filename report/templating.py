"""Templates: the environment that fills them. Everything is escaped; a name that is not there is an error, never an empty space."""

from importlib import resources

import jinja2

from report.views import words


def build_environment() -> jinja2.Environment:
    """Build the environment that every page and sheet is filled with."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(str(resources.files("report") / "templates")),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "stamp": words.stamp_words,
        "brief": words.brief_words,
        "day": words.day_words,
        "count": words.count_words,
        "safe_link": words.safe_link,
        "plain": words.scope_words,
    }
    return environment
