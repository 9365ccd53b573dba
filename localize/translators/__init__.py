"""Translation engines and the packages they use."""
