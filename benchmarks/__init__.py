"""Scripts that measure; `make bench` runs them. A package, since pysbd installs one of this name."""
