"""Evidence bundles: one change with all that proves it, as one file that can be checked without us.

A bundle is a BagIt bag (RFC 8493) in a ZIP that is not compressed: the same change gives the same bytes, whatever
machine or library packs it. Holds no clock and reads no file. Next: `exhibit` for what is in it, `checking` for how one is checked.
"""

from monitor.core.bundle.bag import Fault
from monitor.core.bundle.checking import verify_archive, verify_files
from monitor.core.bundle.exhibit import Exhibit, build_archive, frame_chain, name_bundle
from monitor.core.bundle.facts import plain_value

__all__ = [
    "Exhibit",
    "Fault",
    "build_archive",
    "frame_chain",
    "name_bundle",
    "plain_value",
    "verify_archive",
    "verify_files",
]
