"""The demo shop's drawings as points: every one can be painted, and looks like what it is."""

import numpy as np
import pytest

from aisle.demo import content
from aisle.demo.painting import paint
from aisle.demo.paths import lines_of

GROUND = (236, 235, 228)


def test_every_kind_of_drawing_is_painted() -> None:
    one_of_each = {content.kind_of(str(one["handle"])): str(one["handle"]) for one in content.products()}
    for kind, handle in one_of_each.items():
        points = np.asarray(paint(content.find_picture(handle) or ""))
        away = np.linalg.norm(points.astype(float) - GROUND, axis=2) > 30
        assert 0.03 < away[20:-20, 20:-20].mean() < 0.9, kind
        assert away.any(axis=0).any(), kind


def test_shapes_stand_where_they_are_drawn() -> None:
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg"><g transform="translate(20 0)"><rect x="10" y="10" width="20" height="20" '
        'rx="0" fill="#ff0000"/></g><circle cx="80" cy="80" r="10" fill="#0000ff"/>'
        '<path d="M10 60h20v20h-20z" fill="#00ff00"/></svg>'
    )
    points = np.asarray(paint(svg))
    assert points[60, 120].tolist() == [255, 0, 0]
    assert points[60, 60].tolist() == [255, 255, 255]
    assert points[240, 240].tolist() == [0, 0, 255]
    assert points[210, 60].tolist() == [0, 255, 0]


def test_unknown_command_is_refused() -> None:
    with pytest.raises(ValueError):
        lines_of("M0 0Q1 1 2 2")
