"""Composition root: settings, wiring, command line, channels and the worker."""
