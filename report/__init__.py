"""The report page: views, pages and API. Imports `monitor` and nothing else of ours."""
