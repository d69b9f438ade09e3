"""The demo: recorded coverage by invented outlets, the site that serves it, and the sinks that keep what is sent."""
