"""Term bases: reading, matching, checking."""
