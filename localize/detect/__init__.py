"""The ways in which machine text fails, one module a way; used by translation and by QC."""
