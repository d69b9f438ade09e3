"""The inside of Claimwatch: data, decisions, ports and the work itself. It imports none of our other packages."""

__version__ = "0.1.0"
