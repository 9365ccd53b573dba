"""YAML files that people write: read with lines and paths, every problem reported at once."""
