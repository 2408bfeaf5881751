"""Names and numbers that look real and belong to nobody.

Pupil numbers carry the division code 349904, which is not in use; telephone numbers lie in a block that is not
given to subscribers.
"""

import random

SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任"
GIVEN = "子涵宇轩梓萱浩然欣怡雨桐思远佳琪俊杰诗琪明哲若曦嘉懿一诺晨曦博文雅静天佑语嫣锦程可馨睿泽书瑶景行知夏安然乐言"
ADULT_GIVEN = "建国秀英志强丽娟伟芳军敏涛静磊艳超霞勇梅平红波玲刚燕辉娜峰莉斌琳鹏慧毅倩"

UNUSED_DIVISION = "349904"
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"


def child_name(chance: random.Random) -> str:
    return chance.choice(SURNAMES) + "".join(chance.sample(GIVEN, 2))


def adult_name(chance: random.Random) -> str:
    return chance.choice(SURNAMES) + "".join(chance.sample(ADULT_GIVEN, chance.choice((1, 2))))


def pupil_number(*, birth_year: int, serial: int, verified: bool = True) -> str:
    """`G` (verified) or `L` (temporary), then an 18-character number with a right check character (D20)."""
    month, rest = serial % 12 + 1, serial // 12
    day, order = rest % 28 + 1, rest // 28
    body = f"{UNUSED_DIVISION}{birth_year}{month:02d}{day:02d}{order:03d}"
    check = _CHECKS[sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True)) % 11]
    return ("G" if verified else "L") + body + check


def phone(serial: int) -> str:
    return f"199{serial:08d}"


_USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def uscc(serial: int) -> str:
    """A unified social credit code with a right check character (GB 32100-2015), in the unused division."""
    body = f"91{UNUSED_DIVISION}MA{serial:07d}"
    total = sum(_USCC_ALPHABET.index(char) * pow(3, place, 31) for place, char in enumerate(body))
    return body + _USCC_ALPHABET[(31 - total % 31) % 31]
