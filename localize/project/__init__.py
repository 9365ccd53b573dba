"""The state of a season beside its outputs: what the program last wrote, and what people decided since."""
