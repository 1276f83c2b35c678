"""Measurements, run by `make benchmark`: not tests, for a busy machine must not fail them."""
