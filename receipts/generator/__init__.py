"""Labelled synthetic receipts for tests, benchmarks and the demo company. A development tool: needs CJK fonts."""
