"""Files to pages of raw text. Every bad file is a named problem; none stops the others."""

from __future__ import annotations

from knowledge.loaders.base import Aids, LoadedFile, LoadProblem, OcrPage, ReadingStopped, Told, load

__all__ = ["Aids", "LoadProblem", "LoadedFile", "OcrPage", "ReadingStopped", "Told", "load"]
