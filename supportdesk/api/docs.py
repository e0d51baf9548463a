"""The description of the API for programs, and for people to read and try: from this host alone."""

from functools import cache

from django.http import HttpResponse
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.renderers import OpenApiJsonRenderer, OpenApiYamlRenderer
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView


@cache
def described() -> dict:
    """OpenAPI: the same until the desk is started anew, and seconds to make."""
    return SchemaGenerator().get_schema(request=None, public=True)


@cache
def written(form: str) -> str | bytes:
    """As `yaml` or `json`."""
    renderer = {"yaml": OpenApiYamlRenderer, "json": OpenApiJsonRenderer}[form]
    return renderer().render(described(), renderer_context={})


class Description(SpectacularAPIView):
    """OpenAPI, as YAML or JSON."""

    @extend_schema(exclude=True)
    def get(self, request, *args, **kwargs):
        renderer = request.accepted_renderer
        named = {"Content-Disposition": f'inline; filename="Supportdesk.{renderer.format}"'}
        return HttpResponse(written(renderer.format), content_type=renderer.media_type, headers=named)


class Docs(SpectacularSwaggerSplitView):
    """Its script stands in a file of its own and its page holds no inline style: the strict policy stays as it is."""

    template_name = "api/docs.html"
    url_name = "api-schema"
