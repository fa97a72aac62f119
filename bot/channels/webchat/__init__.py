"""The built-in web chat: an aiogram session, its web routes and one static page."""
