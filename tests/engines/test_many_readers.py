"""Readers who come at once are all answered, whatever they do."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from tests.browser.app import served
from tests.load import HABITS, office


def test_eight_readers_for_half_a_minute_see_no_error(store):
    with served() as app:
        asked = office(app.url, 8, 30, [app.process.pid], (*store.provinces, *store.counties))
        with ThreadPoolExecutor(1) as apart:  # a test with a browser before this one has left its loop running here
            tally = apart.submit(asyncio.run, asked).result()
    assert not tally.errors and len(tally.all) > 16
    assert set(tally.took) & set(HABITS) and tally.read
