from tests.kb.articles.conftest import drafted, public, published, vpn
from tests.tickets.desk.api.conftest import api
from tests.tickets.desk.web.conftest import browse, said

__all__ = ["api", "browse", "drafted", "public", "published", "said", "vpn"]
