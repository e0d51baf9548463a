"""Which tests stay together when browsers and servers run side by side: what shares a stack or a folder."""

import pytest


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    for item in items:
        group = "stack" if "tests/stack" in str(item.path) else item.path.stem
        item.add_marker(pytest.mark.xdist_group(group))
