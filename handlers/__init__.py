"""The chat edge: ordinary aiogram routers, written once for every messenger. Thin: parse, call one use case, render, answer."""
