"""Asking the network: the client, and the guard in front of it."""
