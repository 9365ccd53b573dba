"""Results for people and programs: console, JSON, HTML."""
