"""Which tests stay together when browsers and servers run side by side: a file, and all that share the stack."""

from xdist.scheduler import LoadScopeScheduling


class Together(LoadScopeScheduling):
    def _split_scope(self, nodeid):
        path = nodeid.partition("::")[0]
        return "tests/stack" if path.startswith("tests/stack/") else path


def pytest_xdist_make_scheduler(config, log):
    return Together(config, log) if config.getvalue("dist") == "loadfile" else None
