"""Messengers, each an aiogram session: what comes in, how it is rendered going out."""
