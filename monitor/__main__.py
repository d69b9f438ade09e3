"""`python -m monitor` is `claimwatch`."""

from monitor.app.cli import main

if __name__ == "__main__":
    main()
