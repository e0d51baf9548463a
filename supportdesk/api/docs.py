"""The description of the API for programs, and for people to read and try: from this host alone."""

from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView


class Description(SpectacularAPIView):
    """OpenAPI, as YAML or JSON."""


class Docs(SpectacularSwaggerSplitView):
    """Its script stands in a file of its own and its page holds no inline style: the strict policy stays as it is."""

    template_name = "api/docs.html"
    url_name = "api-schema"
