"""The report page: views, pages and API. Imports `monitor` and nothing else of ours."""

from report.app import build_app

__all__ = ["build_app"]
