"""Geometry of a coverage: areas that meet without gap or overlap, before and after simplification."""

from collections.abc import Iterable

import numpy as np
import shapely
from numpy.typing import NDArray

DECIMALS = 5  # about a metre; fewer break the coverage
Shapes = NDArray[np.object_]


def rounded(shapes: Shapes) -> Shapes:
    """The same shapes on a grid of `DECIMALS`, exterior rings clockwise (d3 fills the outside otherwise)."""
    snapped = shapely.transform(shapes, lambda xy: np.round(xy, DECIMALS))
    return shapely.orient_polygons(shapely.remove_repeated_points(snapped), exterior_cw=True)


def simplified(shapes: Shapes, tolerance: float, islet: float) -> Shapes:
    """The coverage with fewer points: borders to `tolerance` degrees, lone parts under `islet` deg² kept.

    Raises ValueError if the result is no valid coverage.
    """
    parts, owner = shapely.get_parts(shapes, return_index=True)
    plain = rounded(shapely.coverage_simplify(parts, tolerance))
    islets = _alone(parts) & (shapely.area(parts) < islet)
    # A coast that was smoothed may cross an islet that was not: that islet is smoothed with it.
    return _checked(_together(_unless_crossed(np.where(islets, rounded(parts), plain), plain), owner))


def lighter(shapes: Shapes, tolerance: float) -> Shapes:
    """The coverage for the screen: lone parts to `tolerance` degrees, none of them lost.

    Raises ValueError if the result is no valid coverage.
    """
    parts, owner = shapely.get_parts(shapes, return_index=True)
    eased = rounded(np.where(_alone(parts), shapely.simplify(parts, tolerance), parts))
    return _checked(_together(_unless_crossed(eased, parts), owner))


def polygons(shapes: Iterable[shapely.Geometry]) -> Shapes:
    """The areas among shapes and their parts; what is left of a line or a point has none."""
    parts = shapely.get_parts(shapely.get_parts([*shapes]))
    return parts[shapely.get_type_id(parts) == shapely.GeometryType.POLYGON]


def touching(shapes: Shapes) -> list[tuple[int, int]]:
    """Pairs of indices (both ways round) of shapes that share a stretch of border, not just a corner."""
    left, right = shapely.STRtree(shapes).query(shapes, predicate="touches")
    shared = shapely.length(shapely.intersection(shapes[left], shapes[right])) > 0
    return sorted(zip(left[shared].tolist(), right[shared].tolist(), strict=True))


def centre(shape: shapely.Geometry) -> tuple[float, float]:
    """The point of the largest part that lies farthest from its border: where a symbol sits well."""
    spoke = shapely.maximum_inscribed_circle(main(shape))
    lon, lat = shapely.get_coordinates(spoke)[0]
    return round(float(lon), DECIMALS), round(float(lat), DECIMALS)


def frame(shape: shapely.Geometry, reach: float) -> tuple[float, float, float, float]:
    """West, south, east, north of the largest part and all that lies within `reach` degrees of it."""
    parts = shapely.get_parts(shape)
    near = parts[shapely.distance(parts, main(shape)) <= reach]
    west, south, east, north = (round(float(edge), DECIMALS) for edge in shapely.total_bounds(near))
    return west, south, east, north


def main(shape: shapely.Geometry) -> shapely.Polygon:
    """The largest part."""
    parts = shapely.get_parts(shape)
    return parts[int(np.argmax(shapely.area(parts)))]


def _alone(parts: Shapes) -> NDArray[np.bool_]:
    left, right = shapely.STRtree(parts).query(parts, predicate="intersects")
    return ~np.isin(np.arange(len(parts)), left[left != right])


def _unless_crossed(wished: Shapes, safe: Shapes) -> Shapes:
    """Each lone part as wished, but safe where it now meets another; gone safe, it may meet a third."""
    mixed = np.where(_alone(wished) & shapely.is_valid(wished), wished, safe)
    return mixed if (mixed == wished).all() else _unless_crossed(mixed, safe)


def _together(parts: Shapes, owner: NDArray[np.intp]) -> Shapes:
    return np.array(shapely.multipolygons(parts, indices=owner))


def _checked(shapes: Shapes) -> Shapes:
    if not (shapely.is_valid(shapes).all() and shapely.coverage_is_valid(shapes)):
        raise ValueError("simplification broke the coverage")
    return shapes
