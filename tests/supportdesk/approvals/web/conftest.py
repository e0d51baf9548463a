from tests.tickets.desk.web.conftest import browse, page, said

__all__ = ["browse", "page", "said"]
