"""Views: readings in, what a template prints out. Pure; every decision on what is shown is made here.

One noun family a file: `words` (plain words for values, times, failures), `moves` (a change in a list), `board`, `change`,
`differences` (two texts), `article`, `claim`, `ledger` (outlets), `outbox` (alerts).
"""
