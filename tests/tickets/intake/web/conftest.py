from tests.tickets.desk.web.conftest import browse, said

__all__ = ["browse", "said"]
