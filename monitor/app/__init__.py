"""The wiring: settings, watchlist, bootstrap, logs, the command line and the demo. The only place that imports everything."""
