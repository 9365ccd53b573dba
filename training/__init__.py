"""How the starter packages in `models/` were made: `python -m training --help`."""
