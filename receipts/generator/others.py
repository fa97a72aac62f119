"""Pictures that are no receipts: a face, a chat, a menu, a landscape, a note. The reader must not find fields in them."""

from __future__ import annotations

import random
from collections.abc import Callable

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from receipts.generator.canvas import Canvas
from receipts.generator.facts import person


def selfie(rng: random.Random) -> Image.Image:
    width, height = 960, 1280
    image = Image.new("RGB", (width, height), tuple(rng.randrange(80, 200) for _ in range(3)))
    pen = ImageDraw.Draw(image)
    skin = rng.choice(((236, 196, 168), (214, 170, 140), (245, 212, 188)))
    pen.ellipse((160, 850, 800, 1700), fill=tuple(rng.randrange(30, 220) for _ in range(3)))
    pen.ellipse((280, 300, 680, 860), fill=skin)
    pen.pieslice((260, 240, 700, 760), 180, 360, fill=(35, 28, 24))
    for x in (380, 540):
        pen.ellipse((x, 540, x + 56, 575), fill=(250, 250, 250))
        pen.ellipse((x + 18, 543, x + 40, 572), fill=(40, 30, 25))
    pen.arc((400, 660, 560, 760), 20, 160, fill=(170, 60, 60), width=8)
    noise = np.random.default_rng(rng.randrange(1 << 30)).normal(0, 8, (height, width, 3))
    blurred = image.filter(ImageFilter.GaussianBlur(2))
    return Image.fromarray(np.clip(np.asarray(blurred) + noise, 0, 255).astype(np.uint8))


def chat(rng: random.Random) -> Image.Image:
    c = Canvas(1080, 1900, paper=(237, 237, 237), face="sans")
    c.text(540, 70, person(rng), 44, anchor="mt")
    c.text(60, 24, "10:42", 30)
    lines = [
        "在吗？",
        "中午一起吃饭吗",
        "好呀，老地方见",
        "上次那本书看完了没有",
        "还没有，周末再看",
        "报销的事情问了吗",
        "问了，说要交发票",
        "我明天给你转 35.50",
        "收到，谢谢啦",
        "晚上打球吗 7:30",
    ]
    rng.shuffle(lines)
    y = 200
    for line in lines[: rng.randint(7, 10)]:
        mine = rng.random() < 0.5
        width = int(c.measure(line, 38)) + 60
        x = 1080 - width - 150 if mine else 150
        c.draw.rounded_rectangle((x, y, x + width, y + 90), 18, fill=(149, 236, 105) if mine else (255, 255, 255))
        c.text(x + 30, y + 20, line, 38)
        c.draw.rectangle((960 if mine else 40, y, 1050 if mine else 130, y + 90), fill=(120, 150, 180))
        y += 160
    return c.image


def menu(rng: random.Random) -> Image.Image:
    c = Canvas(1100, 1500, paper=(250, 240, 220), face="kai")
    c.text(550, 60, "老街面馆 菜单", 64, anchor="mt")
    dishes = [
        "红烧牛肉面",
        "番茄鸡蛋面",
        "酸菜肉丝面",
        "葱油拌面",
        "小笼包",
        "凉拌黄瓜",
        "卤鸡腿",
        "酸辣粉",
        "豆浆",
        "绿豆汤",
        "可乐",
        "煎饺",
    ]
    y = 200
    for dish in rng.sample(dishes, rng.randint(8, 12)):
        c.text(140, y, dish, 42)
        c.text(960, y, f"{rng.randint(3, 38)}元", 42, anchor="ra")
        y += 95
    return c.image


def english_menu(rng: random.Random) -> Image.Image:
    c = Canvas(1100, 1500, paper=(35, 35, 35), face="latinserif")
    c.ink = (240, 235, 220)
    c.text(550, 60, "The Corner Bistro", 60, anchor="mt")
    y = 200
    for dish in rng.sample(
        [
            "Tomato soup",
            "Caesar salad",
            "Grilled salmon",
            "Beef burger",
            "Mushroom risotto",
            "Apple pie",
            "Espresso",
            "Lemonade",
            "Fish and chips",
            "Cheese plate",
        ],
        8,
    ):
        c.text(140, y, dish, 40)
        c.text(960, y, f"{rng.randint(3, 28)}.50", 40, anchor="ra")
        y += 110
    return c.image


def note(rng: random.Random) -> Image.Image:
    c = Canvas(1200, 1600, face="serif")
    text = [
        "关于开展年度健康体检的通知",
        "各部门：",
        "为关爱员工健康，公司定于下月组织年度体检。",
        "请各部门于本月二十五日前上报名单，",
        "逾期未报视为放弃。体检前一天请清淡饮食，",
        "当天早晨空腹，携带身份证到指定机构。",
        "如有疑问请联系人力资源部。",
        "特此通知。",
        "人力资源部",
        "2026年3月12日",
    ]
    for index, line in enumerate(text):
        c.text(120 if index not in (0,) else 320, 140 + index * 110, line, 42)
    return c.image


def landscape(rng: random.Random) -> Image.Image:
    noise = np.random.default_rng(rng.randrange(1 << 30))
    base = np.linspace((120, 170, 230), (90, 140, 60), 900)[:, None, :] + noise.normal(0, 12, (900, 1300, 3))
    return Image.fromarray(np.clip(base, 0, 255).astype(np.uint8))


OTHERS: dict[str, Callable[[random.Random], Image.Image]] = {
    "selfie": selfie,
    "chat": chat,
    "menu": menu,
    "english-menu": english_menu,
    "note": note,
    "landscape": landscape,
}
