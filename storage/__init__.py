"""The database, and only the database. Imports `monitor` and nothing else of ours."""
