"""A claim over time as a small picture: the outlet's own value in steps, others' lightly behind it, the change marked.

Pure, and fast enough to be drawn for each mail. Every word in it stands in the mail's text as well. Draws at twice the
size it is shown at; on a ground of its own, so that it is the same in light and in dark. Holds digits and dates only:
Pillow's own font, the one that is never missing, knows no Arabic and no Hebrew.
"""

import io
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache, lru_cache
from itertools import pairwise

from PIL import Image, ImageDraw, ImageFont

from alerts import history, values
from monitor import model

#: Pixels; shown at half of both.
WIDTH, HEIGHT = 600, 240
_LEFT, _RIGHT, _TOP, _BOTTOM = 18, 158, 46, 46
#: What came before stands at the left edge.
_SPAN = timedelta(days=14)
#: Shades, 0 being the ink and 255 the ground; told apart by weight and place as well.
_INK, _MUTED, _LIGHT, _SHADE, _GROUND = 0, 70, 170, 225, 255
_PALETTE = ((16, 42, 92), (238, 241, 246))
_THIN = 3
_LABEL_GAP = 36
_STEP_LABEL = 80
#: Pixels to the right of the last step, beside its mark; and the sizes a value may be written in there.
_ROOM = 130
_LARGE, _SMALL = 38, 24


@lru_cache(maxsize=64)
def draw_chart(course: history.History) -> bytes:
    """Draw a claim's course as PNG. The last ones are kept: one alert goes to many."""
    scale = _find_scale(course)
    image = Image.new("L", (WIDTH, HEIGHT), _GROUND)
    pen = ImageDraw.Draw(image)
    start, end = scale.x(course.last_seen_old_at), scale.x(course.first_seen_new_at)
    # The window: nobody knows more exactly when it was changed.
    pen.rectangle((min(start, end - 4), _TOP - 14, end, HEIGHT - _BOTTOM), fill=_SHADE)
    pen.line((_LEFT, HEIGHT - _BOTTOM, WIDTH - _RIGHT, HEIGHT - _BOTTOM), fill=_LIGHT, width=2)
    for line in course.others:
        _draw_steps(pen, line, scale, shade=_LIGHT, width=_THIN)
    _draw_steps(pen, course.own, scale, shade=_INK, width=7)
    _draw_ends(image, pen, course, scale)
    _draw_earlier(pen, course, scale)
    _draw_times(pen, scale)
    image.putpalette(_find_palette())
    file = io.BytesIO()
    image.save(file, "PNG", compress_level=3, bits=8)
    return file.getvalue()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scale:
    """Where an instant and a value stand in the picture."""

    start: datetime
    end: datetime
    low: float
    high: float

    def x(self, at: datetime) -> int:
        if at <= self.start:
            return _LEFT
        return round(_LEFT + (at - self.start) / (self.end - self.start) * (WIDTH - _LEFT - _RIGHT))

    def y(self, value: float) -> int:
        share = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return round(HEIGHT - _BOTTOM - 12 - share * (HEIGHT - _TOP - _BOTTOM - 12))


def _find_scale(course: history.History) -> _Scale:
    """Fit the outlet's own values, and others' as far as they do not flatten them."""
    own = [_find_level(point) for point in course.own]
    others = [_find_level(point) for line in course.others for point in line]
    span = (max(own) - min(own)) or max(abs(own[0]) / 10, 1.0)
    near = [value for value in others if min(own) - 2 * span <= value <= max(own) + 2 * span]
    low, high = min(own + near), max(own + near)
    first = min(line[0].at for line in (course.own, *course.others))
    end = course.first_seen_new_at
    return _Scale(
        start=max(first, end - _SPAN) if first < end else end - timedelta(hours=1),
        end=end,
        low=low if low < high else low - span,
        high=high if low < high else high + span,
    )


def _find_level(point: model.ClaimPoint) -> float:
    """Return where a value stands: a range at its middle, "at least" and "at most" at their bound."""
    low = point.high if point.low is None else point.low
    high = point.low if point.high is None else point.high
    return (float(low or 0) + float(high or 0)) / 2


def _draw_steps(
    pen: ImageDraw.ImageDraw, line: history.Line, scale: _Scale, *, shade: int, width: int
) -> None:
    """Draw a line that keeps its value until the next is seen."""
    starts = [scale.x(point.at) for point in line]
    corners: list[tuple[int, int]] = []
    for point, start, end in zip(line, starts, [*starts[1:], scale.x(scale.end)], strict=True):
        y = scale.y(_find_level(point))
        corners += [(start, y), (end, y)]
    pen.line(corners, fill=shade, width=width, joint="curve" if width > _THIN else None)


def _draw_ends(image: Image.Image, pen: ImageDraw.ImageDraw, course: history.History, scale: _Scale) -> None:
    """Mark the change, with the value before and the value now at their heights on the right."""
    new, old = (None if course.is_gone else course.own[-1]), _find_old(course)
    heights = [scale.y(_find_level(point)) for point in (old, new) if point]
    if len(heights) == 2 and abs(heights[0] - heights[1]) < _LABEL_GAP:
        middle, way = sum(heights) // 2, 1 if heights[0] >= heights[1] else -1
        # Clear of the times below.
        middle = min(middle, HEIGHT - _BOTTOM - _LABEL_GAP)
        labels = [middle + way * _LABEL_GAP // 2, middle - way * _LABEL_GAP // 2]
    else:
        labels = heights
    x = scale.x(scale.end)
    if old:
        said = _say(old)
        was = f"was {said}"
        if not _fits(was, _SMALL):
            was = said
        _write(pen, (x + 26, labels[0]), was, size=_SMALL, shade=_MUTED)
    if new:
        mark = _draw_mark()
        image.paste(_INK, (x - mark.width // 2, heights[-1] - mark.height // 2), mark)
        said = _say(new)
        size = _LARGE if _fits(said, _LARGE) else _SMALL
        _write(pen, (x + 26, labels[-1]), said, size=size, shade=_INK)


def _write(pen: ImageDraw.ImageDraw, place: tuple[int, int], words: str, *, size: int, shade: int) -> None:
    """Write a value whole or not at all: half a number is another number. The words beside the picture have it."""
    if _fits(words, size):
        pen.text(place, words, fill=shade, font=_find_font(size), anchor="lm")


@lru_cache(maxsize=512)
def _fits(words: str, size: int) -> bool:
    return _find_font(size).getlength(words) <= _ROOM


def _draw_earlier(pen: ImageDraw.ImageDraw, course: history.History, scale: _Scale) -> None:
    """Write the outlet's earlier values on their steps, where they are wide enough."""
    earlier = course.own if course.is_gone else course.own[:-1]
    for here, following in pairwise(earlier):
        x, y = scale.x(here.at), scale.y(_find_level(here))
        said, font = _say(here), _find_font(_SMALL)
        if scale.x(following.at) - x > max(_STEP_LABEL, font.getlength(said)):
            pen.text((x, y - 10), said, fill=_MUTED, font=font, anchor="ls")


def _find_old(course: history.History) -> model.ClaimPoint | None:
    before = course.own if course.is_gone else course.own[:-1]
    return before[-1] if before else None


def _say(point: model.ClaimPoint) -> str:
    """Say a value in the signs the font has: "20+" for at least, "max 20" for at most, "20?" for reportedly."""
    printed = values.group_digits(point.text.removeprefix("?"))
    value = f"{printed[2:]}+" if printed.startswith(">=") else printed.replace("<=", "max ", 1)
    return value + ("?" if point.text.startswith("?") else "")


def _draw_times(pen: ImageDraw.ImageDraw, scale: _Scale) -> None:
    for at, x, anchor in ((scale.start, _LEFT, "ls"), (scale.end, WIDTH - _RIGHT, "rs")):
        words = f"{at.day} {at:%b %H:%M}"
        pen.text((x, HEIGHT - 14), words, fill=_MUTED, font=_find_font(24), anchor=anchor)
    pen.text((WIDTH - _RIGHT + 26, HEIGHT - 14), "UTC", fill=_MUTED, font=_find_font(24), anchor="ls")


@cache
def _find_font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)


@cache
def _draw_mark() -> Image.Image:
    """Draw a round mark as a mask; large, then shrunk, for a smooth edge."""
    large = Image.new("L", (88, 88), 0)
    ImageDraw.Draw(large).ellipse((0, 0, 87, 87), fill=255)
    return large.resize((22, 22), Image.Resampling.LANCZOS)


@cache
def _find_palette() -> bytes:
    """Return 256 shades from the ink to the ground."""
    ink, ground = _PALETTE
    return bytes(
        round(dark + (light - dark) * shade / 255)
        for shade in range(256)
        for dark, light in zip(ink, ground, strict=True)
    )
