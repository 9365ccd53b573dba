"""Delivery rules, one module a rule, and the profiles that set their limits."""
