"""From an alert to somebody's screen. Imports `monitor` and nothing else of ours."""
