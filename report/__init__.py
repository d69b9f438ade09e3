"""The report page: views, pages and API, and what is taken away from them. Imports `monitor` and nothing else of ours."""

from report.access import Door
from report.app import build_app
from report.bundles import build_bundle
from report.exports import Format, export_changes, export_claims
from report.handover import build_report
from report.templating import build_environment

__all__ = [
    "Door",
    "Format",
    "build_app",
    "build_bundle",
    "build_environment",
    "build_report",
    "export_changes",
    "export_claims",
]
