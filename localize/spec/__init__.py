"""Pipeline specs: YAML to typed values, and the check of their wiring before anything runs."""
