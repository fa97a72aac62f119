"""Files to pages of raw text. Every bad file is a named problem; none stops the others."""

from __future__ import annotations

from knowledge.loaders.base import LoadedFile, LoadProblem, OcrPage, load

__all__ = ["LoadProblem", "LoadedFile", "OcrPage", "load"]
