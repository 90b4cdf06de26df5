"""Measurements, never tests: ratios taken in one run against a floor."""
