"""A Bot API test server: real HTTP on loopback, used unmodified by aiogram and python-telegram-bot.

async with BotApiServer() as server:
    ann = server.user(4711, first_name="安")
    ann.send_text("门诊能报多少")
    answer = await ann.wait_for("起付线")
    ann.tap("查看原文")
"""

from .faults import Chaos, Fault
from .limits import Limits
from .people import Person, Seen, Tap
from .server import BotApiServer

__all__ = ["BotApiServer", "Chaos", "Fault", "Limits", "Person", "Seen", "Tap"]
