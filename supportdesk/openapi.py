"""How the description of the API is made."""

from supportdesk.enum_names import ENUM_NAMES

SPECTACULAR_SETTINGS = {
    "TITLE": "Supportdesk",
    "VERSION": "1",
    "DESCRIPTION": "The service desk over REST: the same actions as in the browser.",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "COMPONENT_SPLIT_REQUEST": True,
    "SWAGGER_UI_SETTINGS": {"deepLinking": True, "validatorUrl": None},
    "ENUM_NAME_OVERRIDES": ENUM_NAMES,
}
