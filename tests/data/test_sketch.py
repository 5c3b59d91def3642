"""The sketch of the country for paper: it is whole, and says how large each circle is."""

import re
import xml.etree.ElementTree as ET

from backbone import shapes
from backbone.pictures.sketch import HIGH, LARGEST, WIDE, sketch

SVG = "{http://www.w3.org/2000/svg}"


def test_the_country_is_whole_and_each_county_has_its_circle():
    drawn = ET.fromstring(sketch({"530627": 400.0, "421122": 100.0}, ("530000", "420000")))
    inset = drawn.find(f"{SVG}svg")
    assert len(drawn.findall(f"{SVG}path")) == len(shapes.codes_of(shapes.PROVINCES)) == 34
    assert len({path.get("fill") for path in drawn.findall(f"{SVG}path")}) == 2
    dashes = len(shapes.geojson(shapes.DASHLINE)["features"])
    assert [len(part.findall(f"{SVG}polyline")) for part in (drawn, inset)] == [dashes, dashes]
    assert inset.findall(f"{SVG}path"), "the islands"
    radii = [float(circle.get("r")) for circle in drawn.findall(f"{SVG}circle")]
    assert radii == [LARGEST, LARGEST / 2], "its area tells the number"
    points = [
        tuple(map(float, p.split(","))) for p in re.findall(r"[-\d.e]+,[-\d.e]+", drawn.find(f"{SVG}path").get("d"))
    ]
    assert all(-5 <= x <= WIDE + 5 and -5 <= y <= HIGH + 5 for x, y in points)


def test_nothing_bought_is_the_bare_country():
    assert "<circle" not in sketch({}, ())
