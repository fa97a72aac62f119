"""What texts say of HR is what HR has said."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from locales import LANGUAGES, Contact, text, use_contact


@pytest.fixture(autouse=True)
def _nobody_known() -> Iterator[None]:
    use_contact(Contact())
    yield
    use_contact(Contact())


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_names_the_number_that_was_set_and_none_otherwise(language: str) -> None:
    without = text(language, "link-first")
    use_contact(Contact(phone="021-5555 0100"))
    assert text(language, "link-first") != without
    assert "021-5555 0100" in text(language, "link-first")
    assert not any(sign in without for sign in "()（）{}")
