from tests.tickets.desk.api.conftest import api

__all__ = ["api"]
