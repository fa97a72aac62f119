"""The HR console: server-rendered pages over the use cases of ``services``."""
